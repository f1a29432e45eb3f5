//! A sheet that a member filled in on paper, and that is keyed in for them.

use super::SheetStage;

/// Where a member gave the marks of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// On the screen.
    Screen,
    /// On paper; the council's office or secretary keyed it in.
    Paper,
}

/// Why a sheet is not keyed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum KeyingRefusal {
    /// The member signed it on the screen: nobody writes over that.
    #[error("the member signed the sheet on the screen")]
    SignedOnScreen,
    /// The member declared a conflict of interest.
    #[error("the member is in conflict")]
    Conflict,
    /// The ballot is closed.
    #[error("the ballot is closed")]
    Closed,
}

impl Origin {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Screen, Self::Paper];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Paper => "paper",
        }
    }

    /// The origin kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

impl SheetStage {
    /// Whether a sheet on paper (*phiếu giấy*, Annex II) may be keyed in here: while the ballot
    /// runs, of a member who has not signed on the screen. What was keyed in may be corrected so
    /// long.
    pub fn may_be_keyed_in(self, origin: Origin) -> Result<(), KeyingRefusal> {
        match (self, origin) {
            (Self::Open, _) | (Self::Signed, Origin::Paper) => Ok(()),
            (Self::Signed | Self::Locked, Origin::Screen) => Err(KeyingRefusal::SignedOnScreen),
            (Self::Excused, _) => Err(KeyingRefusal::Conflict),
            (Self::Locked | Self::Vacant, _) => Err(KeyingRefusal::Closed),
        }
    }

    /// Whether a scan of the paper may be attached: a first one at any time, another instead of it
    /// only while the ballot runs.
    pub fn takes_scan(self, origin: Origin, has_one: bool) -> bool {
        match (self, origin) {
            (Self::Signed, Origin::Paper) => true,
            (Self::Locked, Origin::Paper) => !has_one,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_keys_over_what_a_member_signed() {
        for stage in [SheetStage::Signed, SheetStage::Locked] {
            let refused = Err(KeyingRefusal::SignedOnScreen);
            assert_eq!(stage.may_be_keyed_in(Origin::Screen), refused, "{stage:?}");
        }
        assert_eq!(SheetStage::Open.may_be_keyed_in(Origin::Screen), Ok(()));
    }

    #[test]
    fn what_was_keyed_in_is_corrected_only_while_the_ballot_runs() {
        assert_eq!(SheetStage::Signed.may_be_keyed_in(Origin::Paper), Ok(()));
        let closed = Err(KeyingRefusal::Closed);
        assert_eq!(SheetStage::Locked.may_be_keyed_in(Origin::Paper), closed);
        assert_eq!(SheetStage::Vacant.may_be_keyed_in(Origin::Screen), closed);
    }

    #[test]
    fn a_member_in_conflict_has_no_paper_either() {
        for origin in Origin::ALL {
            let refused = Err(KeyingRefusal::Conflict);
            assert_eq!(SheetStage::Excused.may_be_keyed_in(origin), refused);
        }
    }

    #[test]
    fn the_scan_of_a_closed_sheet_is_never_exchanged() {
        assert!(SheetStage::Locked.takes_scan(Origin::Paper, false));
        assert!(!SheetStage::Locked.takes_scan(Origin::Paper, true));
        assert!(SheetStage::Signed.takes_scan(Origin::Paper, true));
        assert!(!SheetStage::Signed.takes_scan(Origin::Screen, false));
    }
}
