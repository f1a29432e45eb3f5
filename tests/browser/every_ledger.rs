//! Every ledger, kept on a phone by the province's officer: an entry typed into its form, another
//! taken in from its template.

use fantoccini::Locator;
use ocop::hall::LEDGERS;
use ocop::ledgers::{Column, Kind, Ledger};

use crate::browser::{Browser, Width, is_told, walked};
use crate::street::{Street, path_of, press, text_of, type_into};

/// What is written where a column's kind does not say what would be taken: ledger, column, value.
/// Of a choice it is the word.
const WRITTEN: [(&str, &str, &str); 15] = [
    ("documents", "number", "123/KH-UBND"),
    ("breaches", "kind", "criteria-lost"),
    ("events", "kind", "training"),
    ("targets", "stars", "3+"),
    // A product that was certified has not stopped.
    ("ways", "stopped_on", ""),
    ("figures", "what", "products"),
    ("figures", "what_words", ""),
    ("figures", "producer_kind", ""),
    ("figures", "basis", "ever"),
    ("figures", "amount", "3"),
    ("figures", "out_of", "101"),
    ("figures", "five", "1"),
    ("figures", "four", "1"),
    ("figures", "three", "1"),
    ("figures", "names", "5 sao: Trà lá sen\n4 sao: Mật ong\n3 sao: Bánh phồng tôm"),
];

/// How an entry comes to stand in a ledger. It is said in every one of its words.
#[derive(Clone, Copy)]
enum Way {
    Typed,
    Imported,
}

impl Way {
    fn words(self) -> &'static str {
        match self {
            Self::Typed => "gõ tay",
            Self::Imported => "từ tệp",
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_officer_keeps_every_ledger_on_a_phone() {
    if !is_told() {
        return;
    }
    let street = Street::open().await;
    walked(Width::Phone, async |browser| {
        street.log_in(browser, "tinh").await;
        let mut troubles = Vec::new();
        for ledger in LEDGERS.all() {
            let mut look = Look { browser, ledger, troubles: &mut troubles };
            street.go(browser, &ledger.address()).await;
            look.at("list").await;
            let before = rows(browser).await;
            types_one(&mut look).await;
            street.go(browser, &ledger.address()).await;
            assert_eq!(rows(browser).await, before + 1, "{}", ledger.id);
            imports_one(&mut look).await;
            assert_eq!(rows(browser).await, before + 2, "{}", ledger.id);
        }
        assert!(troubles.is_empty(), "{}", troubles.join("\n"));
    })
    .await;
}

/// Who looks at the pages of one ledger, and what was found amiss.
struct Look<'a> {
    browser: &'a Browser,
    ledger: &'static Ledger,
    troubles: &'a mut Vec<String>,
}

impl Look<'_> {
    /// Notes what keeps the page from everyone.
    async fn at(&mut self, page: &str) {
        let id = self.ledger.id;
        if let Some(trouble) = self.browser.trouble().await {
            self.troubles.push(format!("{id}, {page}: {trouble}"));
            self.browser.keep_screenshot(&format!("ledger-{id}-{page}")).await;
        }
    }
}

/// Types an entry into the form, key by key; sees it; opens it again.
async fn types_one(look: &mut Look<'_>) {
    let (browser, ledger) = (look.browser, look.ledger);
    press(browser, "main a.button[href$='/new']").await;
    type_into(browser, "#unit", "xã Tràm Xanh").await;
    for (at, column) in ledger.columns.iter().enumerate() {
        let value = value(ledger, at, Way::Typed);
        match column.kind {
            _ if value.is_empty() => {}
            Kind::Choice(choices) => picks(browser, column, choices, &value).await,
            _ => types_over(browser, column.name, &value).await,
        }
    }
    types_over(browser, "source_number", "123/KH-UBND").await;
    types_over(browser, "source_day", "15/10/2026").await;
    types_over(browser, "source_words", "Trích gõ tay").await;
    look.at("form").await;
    press(browser, "main form button").await;
    let path = path_of(browser).await;
    let said = text_of(browser).await;
    let is_entry = path.rsplit('/').next().is_some_and(|it| it.len() == 32);
    assert!(is_entry, "{} is refused: {said}", ledger.id);
    look.at("entry").await;
    for (at, column) in ledger.columns.iter().enumerate() {
        for line in label(column, &value(ledger, at, Way::Typed)).lines() {
            assert!(said.contains(line), "{}: {line} of {} in {said}", ledger.id, column.name);
        }
    }
    assert!(said.contains("xã Tràm Xanh") && said.contains("Trích gõ tay"), "{said}");
    press(browser, "main a[href$='/edit']").await;
    for (at, column) in ledger.columns.iter().enumerate() {
        let field = filled(browser, column.name).await;
        let value = value(ledger, at, Way::Typed);
        let is_there = field.contains(value.as_str()) || matches!(column.kind, Kind::Unit);
        assert!(is_there, "{}: {value} of {} is now {field}", ledger.id, column.name);
    }
}

/// Fills one row of the template, has it rehearsed, takes it in and sees it in the list.
async fn imports_one(look: &mut Look<'_>) {
    let (browser, ledger) = (look.browser, look.ledger);
    press(browser, "main a.button[href$='/readings']").await;
    let template = browser.find(Locator::Css("main a[href$='template.csv']")).await.unwrap();
    template.click().await.unwrap();
    let template = browser.kept_file(&format!("mau-{}.csv", ledger.id)).await;
    let list = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    std::fs::write(list.path(), in_a_row(ledger, &template)).unwrap();
    let file = browser.find(Locator::Css("#file")).await.unwrap();
    file.send_keys(&list.path().display().to_string()).await.unwrap();
    press(browser, "main form button").await;
    comes_to(browser, "1 dòng; 0 dòng sai").await;
    look.at("rehearsal").await;
    press(browser, "main form button").await;
    comes_to(browser, "Đã nhập 1 dòng.").await;
    press(browser, "main a.button").await;
    let said = text_of(browser).await;
    let mut columns = ledger.shown().map(|(at, it)| label(it, &value(ledger, at, Way::Imported)));
    assert!(columns.all(|it| it.lines().all(|it| said.contains(it))), "{}: {said}", ledger.id);
}

/// The template with one row beneath its headings.
fn in_a_row(ledger: &Ledger, template: &[u8]) -> Vec<u8> {
    let template = template.strip_prefix("\u{feff}".as_bytes()).unwrap_or(template);
    let headings = csv::Reader::from_reader(template).headers().unwrap().clone();
    let cell = |heading| match (heading, ledger.columns.iter().position(|it| it.label == heading)) {
        (_, Some(at)) => label(&ledger.columns[at], &value(ledger, at, Way::Imported)),
        ("Đơn vị", _) => "xã Tràm Xanh".to_owned(),
        ("Số văn bản nguồn", _) => "123/KH-UBND".to_owned(),
        ("Ngày văn bản nguồn", _) => "15/10/2026".to_owned(),
        ("Trích nguyên văn", _) => "Trích từ tệp".to_owned(),
        _ => panic!("what stands under {heading}?"),
    };
    let mut rows = csv::Writer::from_writer(Vec::new());
    rows.write_record(&headings).unwrap();
    rows.write_record(headings.iter().map(cell)).unwrap();
    rows.into_inner().unwrap()
}

/// What stands in a column, as it is typed; of a choice its word.
fn value(ledger: &Ledger, at: usize, way: Way) -> String {
    let column = &ledger.columns[at];
    let written = WRITTEN.iter().find(|it| (it.0, it.1) == (ledger.id, column.name));
    if let Some((.., value)) = written {
        return (*value).to_owned();
    }
    match column.kind {
        Kind::Words => format!("{} {}", column.label, way.words()),
        Kind::Text => format!("{} {}\nDòng thứ hai", column.label, way.words()),
        Kind::Day | Kind::Span => "15/10/2026".to_owned(),
        Kind::Year => "2026".to_owned(),
        Kind::Amount("đồng") => "khoảng 1,25 tỷ".to_owned(),
        Kind::Amount(_) => format!("khoảng {}", 300 - at),
        Kind::Choice(choices) => choices[0].0.to_owned(),
        Kind::Unit => "xã Tràm Xanh".to_owned(),
        Kind::Link => format!("https://vidu.vn/{}", way.words().replace(' ', "-")),
        Kind::Days => "3".to_owned(),
        Kind::Reference("product") => "Mật ong hoa tràm".to_owned(),
        Kind::Reference("producer") => "Hợp tác xã Mật ong Rừng Tràm".to_owned(),
        Kind::Reference("documents") => "41/KH-UBND".to_owned(),
        // What was typed there before.
        Kind::Reference(to) => {
            let to = LEDGERS.find(to).unwrap();
            let (_, name) = to.column(to.name).unwrap();
            format!("{} {}", name.label, Way::Typed.words())
        }
    }
}

/// The same as pages and lists have it: a choice by its label.
fn label(column: &Column, value: &str) -> String {
    let Kind::Choice(choices) = column.kind else { return value.to_owned() };
    let label = choices.iter().find(|(word, _)| *word == value).map(|(_, label)| *label);
    label.unwrap_or_default().to_owned()
}

async fn rows(browser: &Browser) -> usize {
    browser.find_all(Locator::Css("main tbody tr")).await.unwrap().len()
}

/// Types at the end of a field.
async fn types_over(browser: &Browser, name: &str, value: &str) {
    let field = browser.find(Locator::Id(name)).await.unwrap();
    field.send_keys(value).await.unwrap();
}

/// Picks with the arrow of a list, or with the space bar among buttons.
async fn picks(browser: &Browser, column: &Column, choices: &[(&str, &str)], word: &str) {
    const DOWN: &str = "\u{e015}";
    let name = column.name;
    let button = format!("input[type=radio][name='{name}'][value='{word}']");
    if let Ok(button) = browser.find(Locator::Css(&button)).await {
        button.send_keys(" ").await.unwrap();
        return;
    }
    let at = choices.iter().position(|(it, _)| *it == word).unwrap();
    types_over(browser, name, &DOWN.repeat(at + 1)).await;
}

/// What a field is filled with.
async fn filled(browser: &Browser, name: &str) -> String {
    let script = "return new FormData(document.querySelector('main form')).get(arguments[0])";
    let value = browser.execute(script, vec![name.into()]).await.unwrap();
    value.as_str().unwrap_or_default().replace("\r\n", "\n")
}

/// Opens the page again until it says so.
async fn comes_to(browser: &Browser, sentence: &str) {
    for _ in 0..100 {
        if text_of(browser).await.contains(sentence) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        browser.refresh().await.unwrap();
    }
    panic!("“{sentence}” is not in {}", text_of(browser).await);
}
