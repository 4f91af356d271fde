//! The program itself, on standard input and output.

use std::io::{BufReader, Write};
use std::process::{Command, Stdio};

use lsp_server::{Message, Notification, Request};
use serde_json::json;

#[test]
fn the_program_greets_and_leaves() {
    let program = env!("CARGO_BIN_EXE_onus-lsp");
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut send = |message: Message| {
        message.write(&mut input).unwrap();
        input.flush().unwrap();
    };
    let capabilities = json!({"capabilities": {}});
    send(Request::new(1.into(), "initialize".to_owned(), capabilities).into());
    let Some(Message::Response(greeting)) = Message::read(&mut output).unwrap() else {
        panic!("it answers");
    };
    let greeting = serde_json::to_value(greeting).unwrap();
    assert_eq!(greeting["result"]["serverInfo"]["name"], json!("onus-lsp"));
    send(Notification::new("initialized".to_owned(), json!({})).into());
    send(Request::new(2.into(), "shutdown".to_owned(), ()).into());
    assert!(matches!(
        Message::read(&mut output).unwrap(),
        Some(Message::Response(_))
    ));
    send(Notification::new("exit".to_owned(), ()).into());
    drop(input);
    assert!(child.wait().unwrap().success());
}
