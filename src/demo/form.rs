//! The forms of a page, as a browser without scripts sends them.

use super::guide::Fields;

/// A form on a page: where it leads, and what stands in it.
#[derive(Debug, Default)]
pub struct PageForm {
    /// Where it is sent.
    pub action: String,
    /// What is sent if nobody touches it: name and value, in order.
    pub filled: Vec<(String, String)>,
    /// What may be ticked or chosen: name and value, in order.
    pub offered: Vec<(String, String)>,
}

impl PageForm {
    /// The form on a page that leads to `action`.
    pub fn on(page: &str, action: &str) -> Option<Self> {
        forms(page).into_iter().find(|it| it.action == action)
    }

    /// The values that are offered under a name.
    pub fn offers<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.offered.iter().filter(move |(at, _)| at == name).map(|(_, value)| value.as_str())
    }

    /// What is sent when these fields are filled in; what is filled in replaces what stood there.
    pub fn with<'a>(&'a self, fields: Fields<'a>) -> Vec<(&'a str, &'a str)> {
        let stays = |name: &str| fields.iter().all(|(typed, _)| *typed != name);
        let kept = self.filled.iter().filter(|(name, _)| stays(name));
        kept.map(|(name, value)| (&**name, &**value)).chain(fields.iter().copied()).collect()
    }
}

/// Every form of a page, in order.
fn forms(page: &str) -> Vec<PageForm> {
    let mut forms: Vec<PageForm> = Vec::new();
    let mut is_inside = false;
    let mut select = String::new();
    for piece in page.split('<').skip(1) {
        let Some((tag, text)) = piece.split_once('>') else { continue };
        let kind = tag.split_whitespace().next().unwrap_or_default();
        match kind {
            "form" => {
                is_inside = true;
                forms.push(PageForm { action: attribute(tag, "action"), ..PageForm::default() });
            }
            "/form" => is_inside = false,
            "select" => select = attribute(tag, "name"),
            _ => {
                if let Some(form) = forms.last_mut().filter(|_| is_inside) {
                    form.take(kind, tag, text, &select);
                }
            }
        }
    }
    forms
}

impl PageForm {
    fn take(&mut self, kind: &str, tag: &str, text: &str, select: &str) {
        let is = |word: &str| tag.split_whitespace().any(|it| it == word);
        let named = |name: String, value: String| (name, value);
        match (kind, attribute(tag, "type").as_str()) {
            ("input", "checkbox" | "radio") => {
                let offer = named(attribute(tag, "name"), attribute(tag, "value"));
                if is("checked") && !is("disabled") {
                    self.filled.push(offer.clone());
                }
                self.offered.push(offer);
            }
            ("input", "file" | "submit") => {}
            ("input", _) => {
                self.filled.push(named(attribute(tag, "name"), attribute(tag, "value")));
            }
            ("textarea", _) => self.filled.push(named(attribute(tag, "name"), read(text))),
            ("option", _) => {
                let offer = named(select.to_owned(), attribute(tag, "value"));
                if is("selected") {
                    self.filled.push(offer.clone());
                }
                self.offered.push(offer);
            }
            _ => {}
        }
    }
}

/// What stands in an attribute of a tag; empty without it.
fn attribute(tag: &str, name: &str) -> String {
    let opening = format!("{name}=\"");
    let begins = |at: &usize| tag[..*at].ends_with(char::is_whitespace);
    let found = tag.match_indices(&opening).map(|(at, _)| at).find(begins);
    let value = found.and_then(|at| tag[at + opening.len()..].split('"').next());
    read(value.unwrap_or_default())
}

/// A text of a page, as a person reads it.
fn read(text: &str) -> String {
    let signs = [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")];
    signs.into_iter().fold(text.to_owned(), |text, (kept, sign)| text.replace(kept, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<form action="/a"><input name="q" value="x"></form>
        <form method="post"
              action="/b"><input type="hidden" name="seen" value="3">
        <input id="n" name="name" type="text" value="Mật &#38; ong"> <textarea name="note">
cũ</textarea><input type="checkbox" name="part" value="1" checked><input type="checkbox"
        name="part" value="2"><select name="kind"><option value="">–</option>
        <option value="k" selected>K</option></select><button name="then" value="A">Lưu</button></form>"#;

    #[test]
    fn a_form_is_sent_as_it_stands() {
        let form = PageForm::on(PAGE, "/b").unwrap();
        let sent = form.with(&[]);
        let expected =
            [("seen", "3"), ("name", "Mật & ong"), ("note", "\ncũ"), ("part", "1"), ("kind", "k")];
        assert_eq!(sent, expected);
        assert_eq!(form.offers("part").collect::<Vec<_>>(), ["1", "2"]);
    }

    #[test]
    fn what_is_typed_replaces_what_stood_there() {
        let form = PageForm::on(PAGE, "/b").unwrap();
        let sent = form.with(&[("part", "2"), ("name", "Mật")]);
        assert_eq!(
            sent,
            [("seen", "3"), ("note", "\ncũ"), ("kind", "k"), ("part", "2"), ("name", "Mật")]
        );
    }
}
