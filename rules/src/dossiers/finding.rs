use alloc::string::String;
use alloc::vec::Vec;

/// One of the four subjects that the commune assesses (Mẫu 03, Art. 7.2.a). It gives text, never
/// points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingSubject {
    /// *Nguồn gốc sản phẩm, nguyên liệu địa phương.*
    Origin,
    /// *Sử dụng lao động địa phương.*
    Labour,
    /// *Nguồn gốc ý tưởng sản phẩm.*
    Idea,
    /// *Bản sắc, trí tuệ địa phương.*
    Identity,
}

impl FindingSubject {
    /// The four subjects, in the order of the article.
    pub const ALL: [Self; 4] = [Self::Origin, Self::Labour, Self::Idea, Self::Identity];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Origin => "origin",
            Self::Labour => "labour",
            Self::Idea => "idea",
            Self::Identity => "identity",
        }
    }

    /// The subject kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// What the commune writes on one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// On what.
    pub subject: FindingSubject,
    /// What the producer describes.
    pub described: String,
    /// What the commune finds on the ground.
    pub found: String,
}

/// The subjects on which nothing is found yet: while there is one, the dossier is not proposed
/// (Art. 7.2.b).
///
/// ```
/// use ocop_rules::dossiers::{Finding, FindingSubject, missing_findings};
///
/// let idea = Finding {
///     subject: FindingSubject::Idea,
///     described: "Học từ bà ngoại".into(),
///     found: "Đúng như mô tả".into(),
/// };
/// assert_eq!(missing_findings(&[idea]).len(), 3);
/// ```
pub fn missing_findings(findings: &[Finding]) -> Vec<FindingSubject> {
    let found = |subject: &FindingSubject| {
        findings.iter().any(|it| it.subject == *subject && !it.found.trim().is_empty())
    };
    FindingSubject::ALL.into_iter().filter(|it| !found(it)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_no_finding() {
        let blank = FindingSubject::ALL.map(|subject| Finding {
            subject,
            described: "…".into(),
            found: " \n".into(),
        });
        assert_eq!(missing_findings(&blank), FindingSubject::ALL);
    }

    #[test]
    fn four_findings_are_enough() {
        let all = FindingSubject::ALL.map(|subject| Finding {
            subject,
            described: String::new(),
            found: "Đúng".into(),
        });
        assert_eq!(missing_findings(&all), []);
    }

    #[test]
    fn every_subject_is_found_under_its_word() {
        let all = FindingSubject::ALL;
        assert!(all.into_iter().all(|it| FindingSubject::from_id(it.id()) == Some(it)));
    }
}
