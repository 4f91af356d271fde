//! A small policy of two files that uses another, with a record and cases.

pub(crate) const VOCABULARY: &str = "\
policy base

party operator \"Operator\" ko \"사업자\"
party users \"Users\" ko \"이용자\"
unit people \"people\" ko \"명\"

choice outage_effect \"Effect\" ko \"영향\"
  | stop \"Stop\" ko \"중단\"
  | slow \"Slow-down\" ko \"지연\"

record Outage \"Outage\" ko \"장애\"
  field started : time \"Start\" ko \"시작 시각\"
  field effect  : outage_effect \"Effect\" ko \"영향\"
  field reached : people \"People reached\" ko \"영향을 받은 사람\"

fact outage : Outage \"Outage\" ko \"장애\"
";

pub(crate) const POLICY: &str = "\
policy notice
  zone Asia/Seoul

use base

source Act \"Notice Act\" ko \"고지법\"

act tell \"Notice\" ko \"고지\"
  from operator
  to   users

define large \"Large outage\" ko \"대규모 장애\"
  cites Act 2
  means outage.reached >= 100만 people

duty notify \"Notice of an outage\" ko \"중단 고지\"
  cites  Act 1
  bearer operator
  to     users
  when   outage.effect is stop and large
  must   tell
  by     24 hours after outage.started
  doubt \"Whether a slow-down is a stop\" ko \"지연이 중단인지 여부\"
  in force from 2020-01-01 until 2021-12-31   cites Act 1(1)
  in force from 2022-01-01                    cites Act 1(2)
";

pub(crate) const CASES: &str = "\
policy notice

case told \"Told in time\" ko \"제때 고지\"
  facts \"facts/one.json\"
  as of 2022-02-10T09:00
  expect large
  expect notify pending

case small \"Too small\" ko \"소규모\"
  facts \"facts/one.json\"
  as of 2022-02-10T09:00
  given outage.reached is 10 people
  expect notify pending
";

pub(crate) const RECORD: &str = r#"{
  "zone": "Asia/Seoul",
  "outage": {"started": "2022-02-10T08:00", "effect": "stop", "reached": 2000000}
}
"#;

pub(crate) const FILES: [(&str, &str); 4] = [
    ("base.onus", VOCABULARY),
    ("notice/policy.onus", POLICY),
    ("notice/notice.cases.onus", CASES),
    ("notice/facts/one.json", RECORD),
];
