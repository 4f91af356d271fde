//! What leads to what, drawn: nothing is left out, and no title breaks the drawing.

use crate::testing::{folder, onus};

const POLICY: &str = r#"policy shop
  zone UTC
  governed by at
source Act "Act" ko "법"
party shop "Shop" ko "가게"
party office "Office" ko "관청"
fact at : time "At" ko "일시"
fact fair_day : yes/no "Fair" ko "장날"
fact sunday : yes/no "Sunday" ko "일요일"
fact open : yes/no "Open <all> day" ko "영업"
act order "Order" ko "명령" from office to shop
act close "Close" ko "폐점" from shop
act fine "Fine" ko "과태료" from office to shop

define late "Open <late> | #1" ko "심야 영업"
  cites Act 1
  means open

exception fair "Fair" ko "장날"
  to late
  cites Act 2
  when fair_day

exception quiet "Quiet hours" ko "정숙"
  to fair
  cites Act 3
  when sunday

power to_order "Order to close" ko "폐점 명령"
  cites Act 4
  holder office
  when late
  through order

duty obey "Obey the order" ko "명령 준수"
  cites Act 5
  bearer shop
  arises on order
  must close
  by at + 24 hours

sanction penalty "Fine" ko "과태료"
  cites Act 6
  when obey is breached
  holder office
  through fine
  up to 300 KRW
"#;

fn drawn(name: &str, options: &[&str]) -> String {
    let folder = folder(name, &[("shop.onus", POLICY)]);
    let (code, out, complaints) = onus(&folder, &[&["graph", "shop.onus"], options].concat());
    assert_eq!((code, complaints.as_str()), (Some(0), ""), "{options:?}");
    out
}

#[test]
fn every_provision_and_act_is_drawn_with_what_it_leads_to() {
    assert_eq!(
        drawn("graph-all", &["--exceptions"]),
        r##"flowchart TD
  define0("Open #lt;late#gt; | #35;1<br>Act 1")
  duty0["Obey the order<br>Act 5"]
  power0{{"Order to close<br>Act 4"}}
  sanction0(["Fine<br>Act 6"])
  exception0[/"Fair<br>Act 2"/]
  exception1[/"Quiet hours<br>Act 3"/]
  act0>"Order"]
  act1>"Close"]
  act2>"Fine"]
  define0 -->|if| power0
  duty0 -->|if breached| sanction0
  duty0 -->|must| act1
  power0 -->|through| act0
  sanction0 -->|through| act2
  exception0 -.->|except| define0
  exception1 -.->|except| exception0
  act0 -->|gives rise to| duty0
"##
    );
    let dot = drawn("graph-dot", &["--format", "dot", "--lang", "ko"]);
    for line in [
        r#"  define0 [shape=ellipse, label="심야 영업\n법 1"];"#,
        r#"  act0 -> duty0 [label="의무 발생"];"#,
    ] {
        assert!(dot.contains(line), "{line}\n{dot}");
    }
    assert!(!dot.contains("exception"), "{dot}");
}

#[test]
fn from_a_provision_only_what_it_leads_to_is_drawn() {
    let order = drawn("graph-order", &["--from", "order"]);
    assert!(
        !order.contains("define0") && order.contains("sanction0"),
        "{order}"
    );
    // The exceptions to what is kept, and those to them.
    let late = drawn("graph-late", &["--from", "late", "--exceptions"]);
    assert!(
        late.contains("exception1 -.->|except| exception0"),
        "{late}"
    );
    // One that is named is not lost.
    let fair = drawn("graph-fair", &["--from", "fair"]);
    assert!(fair.contains("exception0 -.->|except| define0"), "{fair}");
    assert!(!fair.contains("exception1"), "{fair}");
    let folder = folder("graph-none", &[("shop.onus", POLICY)]);
    let (code, _, told) = onus(&folder, &["graph", "shop.onus", "--from", "nothing"]);
    assert_eq!(code, Some(2));
    assert!(
        told.contains("no provision and no act is called so"),
        "{told}"
    );
}
