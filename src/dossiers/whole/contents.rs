//! What belongs into the file of a dossier, chapter by chapter.

use jiff::civil::Date;
use ocop_documents::Format;
use ocop_documents::words::composed;
use ocop_rules::dossiers::{DossierKind, Step};
use ocop_rules::places::UnitId;

use super::{Wanted, What};
use crate::dossiers::Downstream;
use crate::dossiers::documents::{Ground, evidence_by_criterion};
use crate::dossiers::store::{self, Dossier};
use crate::house::House;
use crate::machinery::files::Files;
use crate::machinery::{Failure, Tx};
use crate::places::fold;
use crate::records::{About, DocumentKind, Kinds, store as records};

/// The longest name of a file in an archive, without its ending.
const LONGEST_NAME: usize = 60;

/// Everything, in its order.
#[derive(Debug)]
pub(in crate::dossiers) struct Contents {
    /// What the whole is called.
    pub(in crate::dossiers) title: String,
    /// Its parts.
    pub(in crate::dossiers) chapters: Vec<Chapter>,
}

/// A part that the law, or good order, asks for.
#[derive(Debug)]
pub(in crate::dossiers) struct Chapter {
    /// What it is called.
    pub(in crate::dossiers) title: String,
    /// Its folder in an archive.
    pub(super) folder: &'static str,
    /// What is in it; nothing while it was not issued.
    pub(in crate::dossiers) pieces: Vec<Piece>,
    /// What stands in the index where nothing is in it.
    pub(super) instead: &'static str,
}

/// A document or a paper.
#[derive(Debug, Clone)]
pub(in crate::dossiers) struct Piece {
    /// What it is called.
    pub(super) title: String,
    /// Its number; may be empty.
    pub(super) number: String,
    /// Its day.
    pub(super) dated: Option<Date>,
    /// Its path below the folder of its chapter.
    pub(super) path: String,
    /// Where its bytes come from.
    pub(super) source: Source,
}

/// Where bytes come from.
#[derive(Debug, Clone)]
pub(super) enum Source {
    /// They are drawn now, from the dossier.
    Drawn(&'static DocumentKind, String),
    /// They are kept.
    Kept { sha256: String, media_type: String },
}

impl Contents {
    /// How many pieces there are.
    pub(in crate::dossiers) fn count(&self) -> usize {
        self.chapters.iter().map(|it| it.pieces.len()).sum()
    }

    /// Gathers what there is.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] when nothing was handed in yet.
    pub(in crate::dossiers) async fn of(
        house: &House,
        tx: &mut Tx<'static>,
        (downstream, kinds): (Downstream, Kinds),
        wanted: &Wanted,
    ) -> Result<Self, Failure> {
        let ground = Ground::of(house, tx, &wanted.dossier).await?;
        let mut gathering = Gathering { tx, kinds, with_persons: wanted.with_persons };
        let chapters = match wanted.what {
            What::Bound => gathering.bound(&ground).await?,
            What::Proposal => gathering.proposal(downstream, &ground).await?,
        };
        let title = match wanted.what {
            What::Bound => format!("Hồ sơ sản phẩm: {}", ground.product()),
            What::Proposal => format!("Hồ sơ đề nghị đánh giá 5 sao: {}", ground.product()),
        };
        Ok(Self { title, chapters })
    }
}

/// What is needed to look for pieces.
struct Gathering<'a> {
    tx: &'a mut Tx<'static>,
    kinds: Kinds,
    with_persons: bool,
}

/// Whether a document that was not issued is drawn instead.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unissued {
    Drawn,
    LeftOut,
}

impl Gathering<'_> {
    /// The whole dossier: forms, the commune's part, evidence, the province's part.
    async fn bound(&mut self, ground: &Ground) -> Result<Vec<Chapter>, Failure> {
        let id = &ground.dossier.id;
        let mut forms = Vec::new();
        for kind in ["registration-slip", "self-assessment"] {
            forms.extend(self.of_kind(kind, id, Unissued::Drawn).await?);
        }
        let commune = self.of_commune(&ground.dossier).await?;
        let mut province = self.of_kind("province-receipt", id, Unissued::LeftOut).await?;
        province.extend(self.requests(id).await?);
        for kind in ["evaluation-report", "office-report", "ministry-letter"] {
            province.extend(self.of_kind(kind, id, Unissued::LeftOut).await?);
        }
        Ok(vec![
            Chapter::new("Phiếu đăng ký, báo cáo tự đánh giá", "", forms),
            Chapter::new("Văn bản của Ủy ban nhân dân cấp xã", "", commune),
            Chapter::new("Tài liệu minh chứng", "", self.evidence(ground).await?),
            Chapter::new("Văn bản của cơ quan cấp tỉnh", "", province),
        ])
    }

    /// What goes to the ministry (Art. 6.3.a; of a renewal Art. 6.3.b).
    async fn proposal(
        &mut self,
        downstream: Downstream,
        ground: &Ground,
    ) -> Result<Vec<Chapter>, Failure> {
        let id = &ground.dossier.id;
        let letter = self.of_kind("ministry-letter", id, Unissued::LeftOut).await?;
        let mut chapters =
            vec![Chapter::new("Công văn của Ủy ban nhân dân tỉnh", "01-cong-van", letter)];
        if ground.dossier.kind == DossierKind::Renewal {
            let report = self.of_kind("office-report", id, Unissued::LeftOut).await?;
            let title = "Báo cáo của cơ quan quản lý OCOP cấp tỉnh";
            chapters.push(Chapter::new(title, "02-bao-cao-co-quan-ocop", report));
        } else {
            let report = self.of_kind("evaluation-report", id, Unissued::LeftOut).await?;
            let things = (downstream.things_of)(self.tx, id).await?;
            let unit = &ground.dossier.province;
            let council = self.of_things(&things, unit, |it| it != About::Decision).await?;
            let decisions = self.of_things(&things, unit, |it| it == About::Decision).await?;
            chapters.extend([
                Chapter::new("Báo cáo của Tổ tư vấn cấp tỉnh", "02-bao-cao-to-tu-van", report),
                Chapter::new("Báo cáo của Hội đồng cấp tỉnh", "03-hoi-dong", council),
                Chapter::new("Quyết định phê duyệt kết quả", "04-quyet-dinh", decisions),
            ]);
        }
        let mut dossier = Vec::new();
        for kind in ["registration-slip", "self-assessment"] {
            dossier.extend(self.of_kind(kind, id, Unissued::Drawn).await?);
        }
        dossier.extend(self.of_commune(&ground.dossier).await?);
        for mut piece in self.evidence(ground).await? {
            piece.path = format!("minh-chung/{}", piece.path);
            dossier.push(piece);
        }
        chapters.push(Chapter::new("Hồ sơ sản phẩm", "05-ho-so-san-pham", dossier));
        let remarks = store::remarks(self.tx, id).await?;
        let is_checked = remarks.iter().any(|it| matches!(it.step, Step::Survey | Step::Test));
        let instead = if is_checked {
            "Xem báo cáo và tài liệu minh chứng; bản giấy gửi kèm"
        } else {
            "Không có"
        };
        let checks = Chapter::new("Kết quả kiểm tra, kiểm nghiệm thêm (nếu có)", "", Vec::new());
        chapters.push(Chapter { instead, ..checks });
        Ok(chapters)
    }

    /// What the commune wrote.
    async fn of_commune(&mut self, dossier: &Dossier) -> Result<Vec<Piece>, Failure> {
        let mut pieces = self.of_kind("receipt", &dossier.id, Unissued::LeftOut).await?;
        for kind in ["commune-report", "proposal-letter"] {
            let unissued =
                if dossier.proposed_on.is_some() { Unissued::Drawn } else { Unissued::LeftOut };
            pieces.extend(self.of_kind(kind, &dossier.id, unissued).await?);
        }
        Ok(pieces)
    }

    /// What was asked for, as it was issued.
    async fn requests(&mut self, dossier: &str) -> Result<Vec<Piece>, Failure> {
        let mut pieces = Vec::new();
        let mut requests = store::requests(self.tx, dossier).await?;
        requests.reverse();
        for request in requests {
            for kind in ["return-notice", "completion-request"] {
                pieces.extend(self.of_kind(kind, &request.id, Unissued::LeftOut).await?);
            }
        }
        Ok(pieces)
    }

    /// A document of this kind: as it was issued and signed, or drawn.
    async fn of_kind(
        &mut self,
        kind: &str,
        thing: &str,
        unissued: Unissued,
    ) -> Result<Vec<Piece>, Failure> {
        let kind = self.kinds.find(kind)?;
        if kind.personal && !self.with_persons {
            return Ok(Vec::new());
        }
        let issued = self.issued(kind, thing).await?;
        if !issued.is_empty() || unissued == Unissued::LeftOut {
            return Ok(issued);
        }
        Ok(vec![Piece {
            title: kind.title.to_owned(),
            number: String::new(),
            dated: None,
            path: format!("{}.pdf", kind.id),
            source: Source::Drawn(kind, thing.to_owned()),
        }])
    }

    /// The record in force: the scan of what was signed, or else what was issued.
    async fn issued(
        &mut self,
        kind: &'static DocumentKind,
        thing: &str,
    ) -> Result<Vec<Piece>, Failure> {
        let Some(record) = records::of_thing(self.tx, kind.id, thing).await?.pop() else {
            return Ok(Vec::new());
        };
        let files = records::files(self.tx, &record.id).await?;
        let mut scans: Vec<_> = files.iter().filter(|it| it.is_scan()).collect();
        if scans.is_empty() {
            let pdf = Format::Pdf.extension();
            scans = files.iter().filter(|it| it.format == pdf).collect();
        }
        let mut pieces = Vec::new();
        for file in scans {
            let kept = Files::kept(self.tx, &file.sha256).await?;
            pieces.push(Piece {
                title: kind.title.to_owned(),
                number: record.full_number.clone(),
                dated: Some(record.dated),
                path: format!("{}-{}.pdf", kind.id, file.place),
                source: Source::Kept { sha256: kept.sha256, media_type: kept.media_type },
            });
        }
        Ok(pieces)
    }

    /// What a unit issued about things of later rooms, as it is in force.
    async fn of_things(
        &mut self,
        things: &[(About, String)],
        unit: &UnitId,
        is_its: impl Fn(About) -> bool,
    ) -> Result<Vec<Piece>, Failure> {
        let mut pieces = Vec::new();
        for (about, thing) in things.iter().filter(|(about, _)| is_its(*about)) {
            for kind in self.kinds.about(*about) {
                let records = records::of_thing(self.tx, kind.id, thing).await?;
                if records.last().is_some_and(|it| it.unit == *unit) {
                    pieces.extend(self.issued(kind, thing).await?);
                }
            }
        }
        Ok(pieces)
    }

    /// The papers, each once, in the order of the criteria that they first prove.
    async fn evidence(&mut self, ground: &Ground) -> Result<Vec<Piece>, Failure> {
        let mut pieces = Vec::new();
        for (at, it) in (1..).zip(evidence_by_criterion(&ground.content)) {
            if it.paper.names_persons() && !self.with_persons {
                continue;
            }
            let kept = Files::kept(self.tx, &it.paper.sha256).await?;
            let title = it.title();
            let first = it.criteria.first().copied().unwrap_or_default();
            let name = file_name(&title);
            let ending = ending(&kept.media_type);
            pieces.push(Piece {
                title: format!("{} {title}", it.criteria.join(", ")),
                number: composed(it.paper.number.trim()),
                dated: it.paper.issued_on.as_deref().and_then(|it| it.parse().ok()),
                path: format!("{first}-{at:03}-{name}.{ending}"),
                source: Source::Kept { sha256: kept.sha256, media_type: kept.media_type },
            });
        }
        Ok(pieces)
    }
}

impl Chapter {
    fn new(title: &str, folder: &'static str, mut pieces: Vec<Piece>) -> Self {
        for (at, piece) in (1..).zip(&mut pieces) {
            if !piece.path.contains('/') && !folder.is_empty() {
                piece.path = format!("{at:02}-{}", piece.path);
            }
        }
        Self {
            title: title.to_owned(), folder, pieces, instead: "Chưa ban hành trên hệ thống"
        }
    }
}

/// Words as the name of a file that every system reads.
pub(super) fn file_name(words: &str) -> String {
    let mut name = String::new();
    for letter in fold(words).chars().take(LONGEST_NAME) {
        if letter.is_ascii_alphanumeric() {
            name.push(letter);
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    name.trim_matches('-').to_owned()
}

/// How the name of a kept file ends.
fn ending(media_type: &str) -> &'static str {
    match media_type {
        "application/pdf" => "pdf",
        "image/jpeg" => "jpg",
        it if it.ends_with("wordprocessingml.document") => "docx",
        it if it.ends_with("spreadsheetml.sheet") => "xlsx",
        _ => "bin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_everywhere() {
        assert_eq!(file_name("Hợp đồng số 12/HĐ: “Mật ong”"), "hop-dong-so-12-hd-mat-ong");
        assert_eq!(file_name("../../etc/passwd"), "etc-passwd");
        assert_eq!(file_name("…"), "");
    }
}
