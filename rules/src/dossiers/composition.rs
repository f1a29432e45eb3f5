use alloc::string::String;
use alloc::vec::Vec;

use jiff::civil::Date;

use crate::evidence::{PaperKind, Term};
use crate::producers::{Ineligible, ProducerKind, Registration, eligible};
use crate::programme::{DossierKind, Group};

/// A field that Mẫu 01 asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SlipField {
    /// *Tên đơn vị.*
    Producer,
    /// *Họ tên người đại diện pháp lý.*
    Representative,
    /// *Chức vụ.*
    Position,
    /// *Địa chỉ liên hệ.*
    Address,
    /// *Điện thoại.*
    Phone,
    /// *Tên sản phẩm.*
    Product,
    /// *Ngành, nhóm, phân nhóm.*
    Group,
}

/// What a renewal must bring up to date (Art. 6.1.c).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Update {
    /// *Nguyên liệu.*
    Materials,
    /// *Công nghệ sử dụng.*
    Technology,
    /// *Bao bì, nhãn mác.*
    PackagingAndLabels,
    /// *Công bố chất lượng.*
    QualityDeclaration,
    /// *Các phiếu kiểm nghiệm định kỳ.*
    PeriodicTests,
    /// *Thị trường tiêu thụ.*
    Market,
    /// *Sản lượng, doanh thu.*
    OutputAndTurnover,
    /// *Các giấy tờ pháp lý có thời hạn.*
    PapersWithTerm,
}

/// What a renewal must bring up to date, in the order of the article.
pub const RENEWED: [Update; 8] = [
    Update::Materials,
    Update::Technology,
    Update::PackagingAndLabels,
    Update::QualityDeclaration,
    Update::PeriodicTests,
    Update::Market,
    Update::OutputAndTurnover,
    Update::PapersWithTerm,
];

/// What a producer hands in (*hồ sơ sản phẩm*, Art. 6.1), as far as its composition goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// What the dossier asks for.
    pub kind: DossierKind,
    /// The group of the product.
    pub group: Group,
    /// The kind of the producer.
    pub producer: ProducerKind,
    /// Whether the producer is registered.
    pub registration: Registration,
    /// The fields of Mẫu 01 that are empty.
    pub empty_fields: Vec<SlipField>,
    /// The criteria that Mẫu 02 leaves without an option, by their codes.
    pub unanswered: Vec<String>,
    /// What has changed since recognition, for an upgrade.
    pub changes: String,
    /// What a renewal has brought up to date.
    pub updates: Vec<Update>,
    /// The papers attached.
    pub papers: Vec<(PaperKind, Term)>,
    /// How many samples there are, or are promised.
    pub samples: u32,
}

/// One defect of a dossier; the commune returns it once, with all of them (Art. 7.2.a).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Defect {
    /// This producer may not register this product (Art. 2.3).
    Producer(Ineligible),
    /// A field of Mẫu 01 is empty.
    EmptyField(SlipField),
    /// A criterion of Mẫu 02 has no option.
    Unanswered(String),
    /// An upgrade does not show what has changed (Art. 6.1.b).
    ChangesMissing,
    /// A renewal does not bring this up to date (Art. 6.1.c).
    UpdateMissing(Update),
    /// A paper that is always asked for is not attached.
    PaperMissing(PaperKind),
    /// An attached paper has ended.
    PaperEnded(PaperKind, Date),
    /// There are fewer samples than five (Art. 6.2.d).
    TooFewSamples {
        /// How many there are.
        given: u32,
        /// How many there should be.
        needed: u32,
    },
    /// What a person has found, in her words.
    Other(String),
}

/// All defects of the composition on that day, in the order of the forms.
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::dossiers::{Defect, DossierKind, Submission, defects};
/// use ocop_rules::evidence::{PaperKind, Term};
/// use ocop_rules::producers::{ProducerKind, Registration};
/// use ocop_rules::programme::Group;
///
/// let submission = Submission {
///     kind: DossierKind::First,
///     group: Group::Food,
///     producer: ProducerKind::Cooperative,
///     registration: Registration::Registered,
///     empty_fields: vec![],
///     unanswered: vec!["3.5".into()],
///     changes: String::new(),
///     updates: vec![],
///     papers: vec![(PaperKind::BusinessRegistration, Term::default())],
///     samples: 4,
/// };
/// assert_eq!(
///     defects(&submission, date(2026, 11, 23)),
///     [Defect::Unanswered("3.5".into()), Defect::TooFewSamples { given: 4, needed: 5 }]
/// );
/// ```
pub fn defects(submission: &Submission, day: Date) -> Vec<Defect> {
    let Submission { kind, group, producer, registration, papers, samples, .. } = submission;
    let mut defects = Vec::new();

    defects.extend(eligible(*producer, *registration, *group).err().map(Defect::Producer));
    defects.extend(submission.empty_fields.iter().copied().map(Defect::EmptyField));
    defects.extend(submission.unanswered.iter().cloned().map(Defect::Unanswered));
    match kind {
        DossierKind::First => {}
        DossierKind::Upgrade => {
            defects.extend(submission.changes.trim().is_empty().then_some(Defect::ChangesMissing));
        }
        DossierKind::Renewal => {
            let missing = RENEWED.into_iter().filter(|it| !submission.updates.contains(it));
            defects.extend(missing.map(Defect::UpdateMissing));
        }
    }

    // Mẫu 02 asks for a copy from whoever is registered.
    let copy = PaperKind::BusinessRegistration;
    if *registration == Registration::Registered && !papers.iter().any(|(kind, _)| *kind == copy) {
        defects.push(Defect::PaperMissing(copy));
    }
    let ended = papers.iter().filter_map(|(kind, term)| {
        let until = term.valid_until.filter(|until| *until < day)?;
        Some(Defect::PaperEnded(*kind, until))
    });
    defects.extend(ended);

    let needed = group.samples();
    if *samples < needed {
        defects.push(Defect::TooFewSamples { given: *samples, needed });
    }
    defects
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use jiff::civil::date;

    use super::*;

    fn whole(kind: DossierKind, group: Group) -> Submission {
        Submission {
            kind,
            group,
            producer: ProducerKind::Household,
            registration: Registration::Registered,
            empty_fields: vec![],
            unanswered: vec![],
            changes: "Thêm dây chuyền đóng gói".into(),
            updates: RENEWED.into(),
            papers: vec![(PaperKind::BusinessRegistration, Term::default())],
            samples: group.samples(),
        }
    }

    #[track_caller]
    fn check(submission: &Submission, expected: &[Defect]) {
        assert_eq!(defects(submission, date(2026, 11, 23)), expected);
    }

    #[test]
    fn a_whole_dossier_has_no_defect() {
        for kind in DossierKind::ALL {
            for group in Group::ALL {
                check(&whole(kind, group), &[]);
            }
        }
    }

    #[test]
    fn tourism_needs_no_samples() {
        check(&whole(DossierKind::First, Group::Tourism), &[]);
        let none = Submission { samples: 0, ..whole(DossierKind::First, Group::Ornamental) };
        check(&none, &[Defect::TooFewSamples { given: 0, needed: 5 }]);
    }

    #[test]
    fn an_upgrade_shows_what_has_changed() {
        let silent = Submission { changes: " ".into(), ..whole(DossierKind::Upgrade, Group::Food) };
        check(&silent, &[Defect::ChangesMissing]);
        check(&Submission { kind: DossierKind::First, ..silent }, &[]);
    }

    #[test]
    fn a_renewal_is_up_to_date() {
        let updates = RENEWED.into_iter().filter(|it| *it != Update::Market).collect();
        let stale = Submission { updates, ..whole(DossierKind::Renewal, Group::Food) };
        check(&stale, &[Defect::UpdateMissing(Update::Market)]);
    }

    #[test]
    fn an_ended_paper_is_named_with_its_day() {
        let mut submission = whole(DossierKind::First, Group::Food);
        let until = date(2026, 11, 22);
        let term = Term { issued_on: None, valid_until: Some(until) };
        submission.papers.push((PaperKind::TestReport, term));
        check(&submission, &[Defect::PaperEnded(PaperKind::TestReport, until)]);
    }

    #[test]
    fn all_defects_come_at_once() {
        let submission = Submission {
            registration: Registration::Unregistered,
            empty_fields: vec![SlipField::Phone],
            unanswered: vec!["1.1".into()],
            papers: vec![],
            samples: 1,
            ..whole(DossierKind::First, Group::Food)
        };
        assert_eq!(defects(&submission, date(2026, 11, 23)).len(), 4);
    }
}
