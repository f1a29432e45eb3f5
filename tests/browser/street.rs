//! The demo, served on a port of its own, and people who stroll through it with a browser.

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use fantoccini::Locator;
use jiff::civil::date;
use ocop::demo;
use ocop::hall;
use ocop::house::House;
use ocop::machinery::{Clock, Config};
use tempfile::TempDir;

use crate::browser::Browser;

/// The furnished demo behind an address.
pub(crate) struct Street {
    address: String,
    _folder: TempDir,
}

impl Street {
    /// Furnishes the demo and opens it.
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = format!("sqlite://{}", folder.path().join("ocop.db").display());
        let config = Config::new(&database, folder.path().join("files"));
        let house = House::open(config, Clock::on(date(2026, 9, 1))).await.unwrap();
        let house = house.with_book(ocop::places::fictional().unwrap()).unwrap();
        let house = House { is_demo: true, ..house };
        demo::furnish(&house, |_| {}).await.unwrap();
        house.registry.watch(&house.db).await.unwrap();
        ocop::chores::start(&house);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, hall::open(house)).await });
        Self { address, _folder: folder }
    }

    /// Opens a page of it.
    pub(crate) async fn go(&self, browser: &Browser, path: &str) {
        browser.goto(&format!("{}{path}", self.address)).await.unwrap();
    }

    /// Logs in as one of the demo's people.
    pub(crate) async fn log_in(&self, browser: &Browser, login: &str) {
        browser.delete_all_cookies().await.unwrap();
        self.go(browser, "/login").await;
        type_into(browser, "#login", login).await;
        type_into(browser, "#password", "rung tram 2026").await;
        press(browser, "main form button").await;
        assert!(!path_of(browser).await.starts_with("/login"), "{login} is not let in");
    }

    /// Opens every kind of page that links lead to from where the person is now, one of each kind;
    /// each must be there, and be for everyone. Answers the kinds that were seen.
    pub(crate) async fn explore(&self, browser: &Browser, who: &str) -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        let mut waiting = VecDeque::from([path_of(browser).await]);
        let mut troubles = Vec::new();
        while let Some(path) = waiting.pop_front() {
            let kind = kind_of(&path);
            if seen.len() >= 100 || !seen.insert(kind.clone()) {
                continue;
            }
            self.go(browser, &path).await;
            let name = kind.trim_matches('/').replace(['/', '{', '}'], "-");
            browser.keep_screenshot(&format!("{who}-{name}")).await;
            if let Some(trouble) = browser.trouble().await {
                troubles.push(format!("{path}: {trouble}"));
            }
            waiting.extend(links(browser).await);
        }
        assert!(troubles.is_empty(), "{who}:\n{}", troubles.join("\n"));
        seen
    }
}

/// Types into a field.
pub(crate) async fn type_into(browser: &Browser, field: &str, text: &str) {
    let field = browser.find(Locator::Css(field)).await.unwrap();
    field.clear().await.unwrap();
    field.send_keys(text).await.unwrap();
}

/// Presses what leads to another page, wherever on the page it lies, and waits for that page.
pub(crate) async fn press(browser: &Browser, what: &str) {
    let element = browser.find(Locator::Css(what)).await.unwrap();
    let argument = vec![serde_json::to_value(&element).unwrap()];
    let look = "window.isPageBefore = true; arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})";
    browser.execute(look, argument).await.unwrap();
    element.click().await.unwrap();
    for _ in 0..200 {
        let arrived = "return !window.isPageBefore && document.readyState === 'complete'";
        if browser.execute(arrived, Vec::new()).await.is_ok_and(|it| it == true) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{what} leads nowhere");
}

/// The path of the page, without its question.
pub(crate) async fn path_of(browser: &Browser) -> String {
    browser.current_url().await.unwrap().path().to_owned()
}

/// What the page says.
pub(crate) async fn text_of(browser: &Browser) -> String {
    browser.find(Locator::Css("main")).await.unwrap().text().await.unwrap()
}

async fn links(browser: &Browser) -> Vec<String> {
    let script = "return [...document.querySelectorAll('header a, main a')]
        .filter(it => it.origin === location.origin && !it.hasAttribute('download'))
        .map(it => it.pathname + it.search)";
    let found = browser.execute(script, Vec::new()).await.unwrap();
    let paths: Vec<String> = serde_json::from_value(found).unwrap();
    paths.into_iter().filter(|it| is_page(it)).collect()
}

/// Files and data are not pages.
fn is_page(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or(path);
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_file = ["file", "picture", "template", "lines"].contains(&last) || last.contains('.');
    let is_paper = path.contains("/papers/") && path.len() > 70;
    let is_data = path.starts_with("/api/") || path.starts_with("/assets/");
    !is_data && !is_file && !is_paper
}

/// `/dossiers/{}/marks`: the path with what names one thing left out. The ledgers are of one kind,
/// and so are the sentences of a report.
fn kind_of(path: &str) -> String {
    let path = path.split('?').next().unwrap_or(path);
    let mut before = "";
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
    let names_one = |it: &str| it.len() == 32 || it.contains('.') || is_number(it);
    let parts = path.split('/').map(|it| {
        let is_one = names_one(it) || ["ledgers", "passages"].contains(&before);
        before = it;
        if is_one { "{}" } else { it }
    });
    parts.collect::<Vec<_>>().join("/")
}
