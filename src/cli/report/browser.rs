//! A memo printed as a PDF by a browser of the machine, which sets both languages right and knows
//! the style for paper. Nothing is fetched: the memo asks for nothing.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::diagnostic::Phrase;

/// Names the browser to use.
pub(super) const BROWSER: &str = "ONUS_BROWSER";
/// What is looked for otherwise, on the path and where macOS has it.
const BROWSERS: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
/// A browser that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(120);
/// How often it is looked whether it is done.
const LOOK: Duration = Duration::from_millis(20);

/// The document as a PDF, made in a folder of its own beside the file that is wanted: a browser may
/// be kept from seeing others.
pub(super) fn pdf(html: &str, beside: &Path) -> Result<Vec<u8>, Phrase> {
    let above = match beside.parent() {
        Some(above) if !above.as_os_str().is_empty() => above,
        _ => Path::new("."),
    };
    let made = fs::create_dir_all(above)
        .and_then(|()| above.canonicalize())
        .and_then(|above| {
            tempfile::Builder::new()
                .prefix("onus-memo-")
                .tempdir_in(above)
        });
    let folder = made.map_err(|error| unprinted(&error.to_string()))?;
    let printed = print(html, folder.path());
    printed.map_err(|error| match error.kind() {
        ErrorKind::NotFound => no_browser(),
        _ => unprinted(&error.to_string()),
    })
}

fn print(html: &str, folder: &Path) -> io::Result<Vec<u8>> {
    let (from, to) = (folder.join("memo.html"), folder.join("memo.pdf"));
    let log = folder.join("log.txt");
    fs::write(&from, html)?;
    let mut browser = start(&from, &to, folder, &log)?;
    let failed = |what: &str| {
        let told = fs::read(&log).unwrap_or_default();
        let told = String::from_utf8_lossy(&told);
        let last = told.lines().rfind(|line| !line.trim().is_empty());
        io::Error::other(format!(
            "{what}: {}",
            last.unwrap_or("it said nothing").trim()
        ))
    };
    match wait(&mut browser)? {
        None => return Err(failed("the browser did not end in two minutes")),
        Some(status) if !status.success() => return Err(failed("the browser failed")),
        Some(_) => {}
    }
    let printed = fs::read(&to).unwrap_or_default();
    match printed.starts_with(b"%PDF-") {
        true => Ok(printed),
        false => Err(failed("the browser printed no PDF")),
    }
}

/// The browser that is named, or the first that is there.
fn start(from: &Path, to: &Path, folder: &Path, log: &Path) -> io::Result<Child> {
    let named = std::env::var_os(BROWSER).filter(|named| !named.is_empty());
    let browsers: Vec<OsString> = match named {
        Some(named) => vec![named],
        None => BROWSERS.map(OsString::from).into(),
    };
    let option = |name: &str, path: &Path| {
        let mut option = OsString::from(name);
        option.push(path);
        option
    };
    for browser in browsers {
        let started = Command::new(&browser)
            .args(["--headless", "--disable-gpu", "--disable-extensions"])
            .args(["--no-first-run", "--no-default-browser-check"])
            .arg("--no-pdf-header-footer")
            .arg(option("--user-data-dir=", &folder.join("profile")))
            .arg(option("--print-to-pdf=", to))
            .arg(from)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(log)?)
            .spawn();
        match started {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            other => return other,
        }
    }
    Err(ErrorKind::NotFound.into())
}

/// How it ended; none if it had to be stopped.
fn wait(browser: &mut Child) -> io::Result<Option<ExitStatus>> {
    let begun = Instant::now();
    loop {
        if let Some(status) = browser.try_wait()? {
            return Ok(Some(status));
        }
        if begun.elapsed() > PATIENCE {
            browser.kill()?;
            browser.wait()?;
            return Ok(None);
        }
        std::thread::sleep(LOOK);
    }
}

fn no_browser() -> Phrase {
    Phrase::new(
        format!(
            "a PDF is printed by a browser, and none was found: install Chromium or Google Chrome, or name one in {BROWSER}; a memo written as .html prints the same from any browser"
        ),
        format!(
            "PDF는 브라우저로 인쇄하는데 브라우저를 찾지 못했습니다. Chromium이나 Google Chrome을 설치하거나 {BROWSER} 환경 변수에 지정하십시오. .html로 작성한 메모를 브라우저에서 인쇄해도 결과는 같습니다"
        ),
    )
}

fn unprinted(why: &str) -> Phrase {
    Phrase::new(
        format!("the PDF was not printed: {why}"),
        format!("PDF를 인쇄하지 못했습니다: {why}"),
    )
}
