//! The files of `standards/` as they are written. Private to this room: what leaves it are the
//! types of the rules.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::value::Datetime;

/// `sets.toml`, a file of criteria, or one file that holds both.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SheetsFile {
    pub(super) edition: Option<String>,
    pub(super) bands: Option<BandsRow>,
    pub(super) part: Vec<PartRow>,
    pub(super) rejection: BTreeMap<String, String>,
    pub(super) set: Vec<SetRow>,
    pub(super) criterion: Vec<CriterionRow>,
}

/// A part and what it comes to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartRow {
    pub(super) code: char,
    pub(super) name: String,
    pub(super) max: u32,
}

/// One sheet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SetRow {
    pub(super) number: u8,
    pub(super) name: String,
    #[serde(default)]
    pub(super) class: String,
    #[serde(default)]
    pub(super) samples: u8,
    #[serde(default)]
    pub(super) rejected_when: Vec<String>,
    pub(super) section: Vec<SectionRow>,
}

/// A section and which criteria stand in it: the code printed there, and the criterion's id.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionRow {
    pub(super) part: char,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) max: u32,
    pub(super) criteria: Vec<(String, String)>,
}

/// A criterion, written once and used by many sheets.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CriterionRow {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) max: u32,
    pub(super) kind: KindRow,
    pub(super) ask: Option<String>,
    pub(super) note: Option<String>,
    #[serde(default)]
    pub(super) knockouts: Vec<String>,
    /// It is the product's story.
    #[serde(default)]
    pub(super) story: bool,
    /// It scores only where the story does.
    #[serde(default)]
    pub(super) needs_story: bool,
    #[serde(default)]
    pub(super) commune: bool,
    #[serde(default)]
    pub(super) options: Vec<OptionRow>,
    #[serde(default)]
    pub(super) cases: BTreeMap<CaseRow, String>,
}

/// How a criterion is answered; a group is a heading, and is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum KindRow {
    Choice,
    Binary,
    Cases,
    Group,
}

/// (a) or (b).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum CaseRow {
    A,
    B,
}

/// One answer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OptionRow {
    pub(super) points: u32,
    pub(super) label: String,
    pub(super) star: Option<u8>,
    pub(super) case: Option<CaseRow>,
}

/// The floors of the ranks. Of an earlier edition that of two stars may not be known.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BandsRow {
    pub(super) five: u32,
    pub(super) four: u32,
    pub(super) three: u32,
    pub(super) two: Option<u32>,
}

/// `decision.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionFile {
    pub(super) number: String,
    pub(super) issued: Datetime,
    pub(super) about: String,
    #[serde(default)]
    pub(super) amended: Vec<AmendmentRow>,
    pub(super) sheets: SheetsRow,
    pub(super) from: Datetime,
    pub(super) to: Option<Datetime>,
    #[serde(default)]
    pub(super) part: Vec<PartRow>,
    pub(super) bands: BandsRow,
    pub(super) recognition: Vec<RecognitionRow>,
    pub(super) terms: BTreeMap<String, TermRow>,
    #[serde(default)]
    pub(super) round: Vec<RoundRow>,
    pub(super) transition: Option<TransitionRow>,
}

/// A decision that amended an edition.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AmendmentRow {
    pub(super) number: String,
    pub(super) issued: Datetime,
}

/// Whether the sheets of an edition are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum SheetsRow {
    Known,
    Unknown,
}

/// Who recognises which stars from a day on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecognitionRow {
    pub(super) from: Datetime,
    /// Not for a few days of 2025: no text named anybody.
    pub(super) three: Option<LevelRow>,
    pub(super) four: LevelRow,
    pub(super) five: LevelRow,
}

/// A level that recognises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum LevelRow {
    District,
    Province,
    Ministry,
}

/// A term and its article.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TermRow {
    pub(super) months: Option<u16>,
    pub(super) days: Option<u16>,
    pub(super) working_days: Option<u16>,
    #[serde(default)]
    pub(super) article: String,
}

/// A round of every year; days as `04-30`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoundRow {
    pub(super) level: LevelRow,
    pub(super) number: u8,
    pub(super) proposed_before: String,
    pub(super) held_before: String,
    pub(super) article: String,
}

/// How the dossiers of the edition before end.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TransitionRow {
    pub(super) before: String,
    pub(super) first_and_upgrade: UntilRow,
    pub(super) renewal: UntilRow,
}

/// A last day and its article.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UntilRow {
    pub(super) until: Datetime,
    pub(super) article: String,
}

/// `classification.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClassificationFile {
    pub(super) industry: Vec<IndustryRow>,
    pub(super) agency: BTreeMap<String, String>,
}

/// One of the six industries.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IndustryRow {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) group: Vec<GroupRow>,
}

/// A group, with its subgroups or with its own lead.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupRow {
    pub(super) code: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) lead: Vec<String>,
    #[serde(default)]
    pub(super) subgroup: Vec<SubgroupRow>,
}

/// A subgroup.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SubgroupRow {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) lead: Vec<String>,
}

/// `evidence.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EvidenceFile {
    pub(super) evidence: Vec<EvidenceRow>,
}

/// One kind of evidence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EvidenceRow {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) asks: String,
    #[serde(default)]
    pub(super) personal: bool,
    pub(super) criteria: Vec<String>,
}
