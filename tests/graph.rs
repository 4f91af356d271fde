//! What leads to what, drawn: nothing is left out, and no title breaks the drawing.

use std::fs;
use std::path::PathBuf;

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

duty confirm "Confirm the closure" ko "폐점 확인"
  cites Act 7
  bearer office
  must order
  by performance of obey + 72 hours

duty open_again "Open again" ko "재개점"
  cites Act 8
  bearer shop
  must close
  by due of obey + 24 hours

duty tidy "Keep the closed shop tidy" ko "폐점 후 정리"
  cites Act 9
  bearer shop
  may close

exception poor "Shop is poor" ko "영세"
  to confirm
  cites Act 10
  when sunday
  instead must fine

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
  duty1["Confirm the closure<br>Act 7"]
  duty2["Open again<br>Act 8"]
  duty3["Keep the closed shop tidy<br>Act 9"]
  power0{{"Order to close<br>Act 4"}}
  sanction0(["Fine<br>Act 6"])
  exception0[/"Fair<br>Act 2"/]
  exception1[/"Quiet hours<br>Act 3"/]
  exception2[/"Shop is poor<br>Act 10"/]
  act0>"Order"]
  act1>"Close"]
  act2>"Fine"]
  define0 -->|if| power0
  duty0 -->|once done, limit from then| duty1
  duty0 -->|limit from its limit| duty2
  duty0 -->|if breached| sanction0
  duty0 -->|must| act1
  duty1 -->|must| act0
  duty2 -->|must| act1
  duty3 -->|may| act1
  power0 -->|through| act0
  sanction0 -->|through| act2
  exception0 -.->|except| define0
  exception1 -.->|except| exception0
  exception2 -.->|changes| duty1
  exception2 -->|must| act2
  act0 -->|gives rise to| duty0
"##
    );
    let dot = drawn("graph-dot", &["--format", "dot", "--lang", "ko"]);
    for line in [
        r#"  define0 [shape=ellipse, label="심야 영업\n법 제1조"];"#,
        r#"  act0 -> duty0 [label="의무 발생"];"#,
    ] {
        assert!(dot.contains(line), "{line}\n{dot}");
    }
    // What puts something else in the place of a duty is drawn without being asked for.
    assert!(
        !dot.contains("exception0") && dot.contains("exception2 -> duty1"),
        "{dot}"
    );
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

/// The picture in the page on answers is what the command beside it draws; `SNAPSHOTS=overwrite` draws
/// it anew.
#[test]
fn the_picture_of_the_answers_is_drawn() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("docs/answers.md");
    let page = fs::read_to_string(&path).expect("it is there");
    let (before, rest) = page
        .split_once("```sh\nonus graph ")
        .expect("it says how it is drawn");
    let (asked, rest) = rest
        .split_once("\n```\n\n```mermaid\n")
        .expect("it is drawn");
    let (picture, after) = rest.split_once("```").expect("the picture ends");
    let options: Vec<&str> = asked.split(' ').collect();
    let (code, drawn, complaints) = onus(&root, &[&["graph"], options.as_slice()].concat());
    assert_eq!((code, complaints.as_str()), (Some(0), ""), "{asked}");
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        let made =
            format!("{before}```sh\nonus graph {asked}\n```\n\n```mermaid\n{drawn}```{after}");
        fs::write(&path, made).expect("it can be written");
        return;
    }
    assert_eq!(picture, drawn);
    assert!(picture.contains("limit from then"), "{picture}");
}
