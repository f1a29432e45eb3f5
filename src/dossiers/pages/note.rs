//! One form for what rests on a letter or a report: its number, its date, its words.

use jiff::civil::Date;

use super::office::{Head, Typed};
use crate::face::{Choice, Frame, date_typed};
use crate::machinery::{Failure, Refusal};

/// What a form of this kind asks for.
pub(super) struct Asked {
    /// What is done.
    pub(super) title: &'static str,
    /// What comes of it.
    pub(super) lead: String,
    /// The last part of its address.
    pub(super) action: &'static str,
    /// What there is to choose from, and how it is asked.
    pub(super) choices: Option<(&'static str, Vec<Choice>)>,
    /// Whether there is a letter with a number.
    pub(super) letter: Option<&'static str>,
    /// What the date is called.
    pub(super) date: &'static str,
    /// What the words are called, where there are any.
    pub(super) words: Option<&'static str>,
    /// What the button says.
    pub(super) button: &'static str,
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/note.html")]
pub(super) struct NotePage {
    pub(super) frame: Frame,
    pub(super) head: Head,
    pub(super) asked: Asked,
    pub(super) typed: Noted<String>,
}

impl NotePage {
    /// What was chosen; where there is nothing to choose from, the only one.
    fn chosen<'a>(&'a self, choices: &'a [Choice]) -> &'a str {
        match choices {
            [only] => &only.value,
            _ => &self.typed.choice,
        }
    }
}

/// What was written in such a form.
#[derive(Debug, Default)]
pub(super) struct Noted<D> {
    pub(super) choice: String,
    pub(super) letter: String,
    pub(super) dated: D,
    pub(super) words: String,
}

impl Noted<String> {
    /// As it was typed; the date of a form that is only opened is today.
    pub(super) fn typed(typed: &Typed, frame: &Frame, today: Date) -> Self {
        let dated = if typed.is_sent() { typed.get("dated").to_owned() } else { frame.date(today) };
        Self {
            choice: typed.get("choice").to_owned(),
            letter: typed.get("letter").to_owned(),
            dated,
            words: typed.get("words").to_owned(),
        }
    }
}

impl Noted<Date> {
    /// As it is meant: the letter and the words where they are asked for, dated no earlier than
    /// what it answers and no later than today.
    ///
    /// # Errors
    ///
    /// A refusal for each field in trouble.
    pub(super) fn read(
        typed: &Typed,
        (asks_letter, asks_words): (bool, bool),
        (earliest, today): (Option<Date>, Date),
    ) -> Result<Self, Failure> {
        let mut refusals = Vec::new();
        let (letter, words) = (typed.get("letter"), typed.get("words"));
        if asks_letter && letter.is_empty() {
            refusals.push(Refusal::of("letter", "Hãy ghi số công văn."));
        }
        let dated = match date_typed(typed.get("dated")) {
            Ok(dated) if today < dated => Err("Ngày ký không thể sau hôm nay.".to_owned()),
            Ok(dated) if earliest.is_some_and(|it| dated < it) => {
                Err("Ngày ký không thể trước ngày tiếp nhận hồ sơ.".to_owned())
            }
            read => read,
        };
        let dated = dated.map_err(|it| refusals.push(Refusal::of("dated", it))).ok();
        if asks_words && words.is_empty() {
            refusals.push(Refusal::of("words", "Hãy ghi nội dung."));
        }
        match dated {
            Some(dated) if refusals.is_empty() => Ok(Self {
                choice: typed.get("choice").to_owned(),
                letter: letter.to_owned(),
                dated,
                words: words.to_owned(),
            }),
            _ => Err(Failure::Refused(refusals)),
        }
    }
}
