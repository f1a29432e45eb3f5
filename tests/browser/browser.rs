//! One browser, opened for one walk.

use std::fs;
use std::ops::Deref;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::Duration;

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use futures::FutureExt as _;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

/// The engine that judges whether everyone can use a page; it never leaves the tests.
const AXE: &str = include_str!("vendor/axe.min.js");

const AXE_VIOLATIONS: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
        found => done(found.violations.flatMap(violation => violation.nodes.map(node =>
            `${violation.id} (${violation.impact}): ${node.target.join(' ')}: ${violation.help}`))),
        trouble => done([String(trouble)]));";

const STATE: &str = "
    const status = performance.getEntriesByType('navigation')[0]?.responseStatus ?? 200;
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return [...(status < 400 ? [] : [`the answer is ${status}`]),
            ...(wide <= 1 ? [] : [`the page is ${wide} pixels wider than the window`])];";

/// How wide the window is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Width {
    /// 390 pixels, touched with a finger: the phone of a council's member.
    Phone,
    /// 1280 pixels: the desk of an office.
    Desktop,
    /// So many pixels wide and high, each one pixel of a picture.
    Picture(u16, u16),
}

/// A browser with a profile of its own; everything that fantoccini's client can do, and more.
pub(crate) struct Browser {
    client: Client,
    /// The profile, gone with the browser.
    profile: TempDir,
}

impl Deref for Browser {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

/// Where walks are told: the address of the chromedriver.
fn driver() -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration file")]
    let driver = std::env::var("OCOP_TEST_WEBDRIVER").ok();
    if driver.is_none() {
        static SAID: Once = Once::new();
        SAID.call_once(|| eprintln!("browser walks not told: OCOP_TEST_WEBDRIVER is not set"));
    }
    driver
}

/// Whether walks are told here: what is dear to set up asks first.
pub(crate) fn is_told() -> bool {
    driver().is_some()
}

/// Takes a walk in a browser, and closes it however the walk ends; says so where there is none.
pub(crate) async fn walked(width: Width, walk: impl AsyncFnOnce(&Browser)) {
    let Some(driver) = driver() else { return };
    let browser = Browser::open(&driver, width).await;
    let ended = AssertUnwindSafe(walk(&browser)).catch_unwind().await;
    browser.client.clone().close().await.unwrap();
    if let Err(panic) = ended {
        resume_unwind(panic);
    }
}

impl Browser {
    /// Keeps what is seen now as `target/screenshots/<name>.png`.
    pub(crate) async fn keep_screenshot(&self, name: &str) {
        self.keep_picture("target/screenshots", name).await;
    }

    /// Keeps what is seen now in a folder of the repository.
    pub(crate) async fn keep_picture(&self, folder: &str, name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        fs::create_dir_all(&folder).unwrap();
        let picture = self.screenshot().await.unwrap();
        fs::write(folder.join(format!("{name}.png")), picture).unwrap();
    }

    /// The file of this name that the browser was given to keep; waits until it is whole.
    pub(crate) async fn kept_file(&self, name: &str) -> Vec<u8> {
        let file = downloads(self.profile.path()).join(name);
        for _ in 0..200 {
            // While it comes, an empty one holds its name.
            if let Ok(bytes) = fs::read(&file)
                && !bytes.is_empty()
            {
                return bytes;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{name} is not kept");
    }

    /// Fails with every rule of axe-core that the page breaks, and where.
    pub(crate) async fn is_for_everyone(&self) {
        let page = self.current_url().await.unwrap();
        if let Some(trouble) = self.trouble().await {
            panic!("{page}:\n  {trouble}");
        }
    }

    /// What keeps the page from everyone: it is not there, it is wider than the window, or it
    /// breaks a rule of axe-core.
    pub(crate) async fn trouble(&self) -> Option<String> {
        let state = self.execute(STATE, Vec::new()).await.unwrap();
        let mut found: Vec<String> = serde_json::from_value(state).unwrap();
        self.execute(AXE, Vec::new()).await.unwrap();
        let violations = self.execute_async(AXE_VIOLATIONS, Vec::new()).await.unwrap();
        let violations: Vec<String> = serde_json::from_value(violations).unwrap();
        found.extend(violations);
        (!found.is_empty()).then(|| found.join("\n  "))
    }

    async fn open(driver: &str, width: Width) -> Self {
        let profile = tempfile::Builder::new().prefix("ocop-test-browser-").tempdir().unwrap();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(profile.path(), width))
            .connect(driver)
            .await
            .unwrap();
        Self { client, profile }
    }
}

/// Where the browser keeps files.
fn downloads(profile: &Path) -> PathBuf {
    profile.join("downloads")
}

fn capabilities(profile: &Path, width: Width) -> Capabilities {
    let mut args = vec![
        "--headless=new".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--disable-quic".to_owned(),
        "--disable-sync".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-background-networking".to_owned(),
        "--no-first-run".to_owned(),
        "--no-proxy-server".to_owned(),
        "--lang=vi".to_owned(),
        format!("--user-data-dir={}", profile.display()),
    ];
    let mut options = json!({});
    match width {
        Width::Phone => {
            let phone = json!({ "width": 390, "height": 844, "pixelRatio": 2, "touch": true });
            options["mobileEmulation"] = json!({ "deviceMetrics": phone });
        }
        Width::Picture(width, height) => {
            let frame =
                json!({ "width": width, "height": height, "pixelRatio": 1, "touch": false });
            options["mobileEmulation"] = json!({ "deviceMetrics": frame });
        }
        Width::Desktop => args.push("--window-size=1280,900".to_owned()),
    }
    options["args"] = Value::from(args);
    options["prefs"] = json!({ "download.default_directory": downloads(profile) });
    Capabilities::from_iter([("goog:chromeOptions".to_owned(), options)])
}
