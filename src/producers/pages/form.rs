//! The form of a producer: what is typed, and what is meant by it.

use ocop_rules::producers::ProducerKind;
use serde::Deserialize;

use super::super::store::{Persons, Producer, ProducerData};
use crate::face::{Errors, Frame, date_typed};
use crate::machinery::Revision;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ProducerForm {
    /// Of a new producer: the key of the form.
    pub(super) key: String,
    /// Of a new producer: where it lies.
    pub(super) commune: String,
    /// Of a new producer: that it is none of those with nearly the same name.
    pub(super) other: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) address: String,
    pub(super) phone: String,
    pub(super) email: String,
    pub(super) registration_number: String,
    pub(super) registered_on: String,
    pub(super) representative: String,
    pub(super) representative_post: String,
    pub(super) sex: String,
    pub(super) ethnic_group: String,
    pub(super) residence: String,
    pub(super) disability: String,
    pub(super) revision: Revision,
}

impl ProducerForm {
    pub(super) fn of(producer: &Producer, persons: Persons, frame: &Frame) -> Self {
        let data = producer.data.clone();
        Self {
            commune: data.commune.to_string(),
            name: data.name,
            kind: data.kind.id().to_owned(),
            address: data.address,
            phone: data.phone,
            email: data.email,
            registration_number: data.registration_number,
            registered_on: data.registered_on.map_or_else(String::new, |it| frame.date(it)),
            representative: data.representative,
            representative_post: data.representative_post,
            sex: persons.sex,
            ethnic_group: persons.ethnic_group,
            residence: persons.residence,
            disability: persons.disability,
            revision: producer.revision,
            ..Self::default()
        }
    }

    /// What was typed, over what was known.
    pub(super) fn read(&self, known: &ProducerData, errors: &mut Errors) -> ProducerData {
        let kept = |typed: &str| typed.trim().to_owned();
        if self.name.trim().is_empty() {
            errors.push("name", "Hãy ghi tên chủ thể.");
        }
        let kind = ProducerKind::from_id(&self.kind);
        if kind.is_none() {
            errors.push("kind", "Hãy chọn loại hình tổ chức.");
        }
        let digits = self.phone.chars().filter(char::is_ascii_digit).count();
        if !self.phone.trim().is_empty() && !(8..=15).contains(&digits) {
            errors.push("phone", "Số điện thoại cần từ 8 đến 15 chữ số.");
        }
        if !self.email.trim().is_empty() && !self.email.contains('@') {
            errors.push("email", "Thư điện tử cần có dấu @, ví dụ htx@vidu.vn.");
        }
        let typed = self.registered_on.trim();
        let registered_on = match typed {
            "" => None,
            typed => errors.keep("registered_on", date_typed(typed)),
        };
        ProducerData {
            name: kept(&self.name),
            kind: kind.unwrap_or(known.kind),
            commune: known.commune.clone(),
            province: known.province.clone(),
            address: kept(&self.address),
            phone: kept(&self.phone),
            email: kept(&self.email),
            registration_number: kept(&self.registration_number),
            registered_on,
            representative: kept(&self.representative),
            representative_post: kept(&self.representative_post),
        }
    }

    pub(super) fn persons(&self) -> Persons {
        let kept = |typed: &str| typed.trim().to_owned();
        Persons {
            sex: kept(&self.sex),
            ethnic_group: kept(&self.ethnic_group),
            residence: kept(&self.residence),
            disability: kept(&self.disability),
        }
    }
}
