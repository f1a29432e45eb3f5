use crate::records::Amount;

/// More are counted in the parts than there can have been in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the parts are at least {parts}, and all are at most {all}")]
pub struct MorePartsThanAll {
    /// The least that the parts come to.
    pub parts: i64,
    /// The most that there were in all.
    pub all: i64,
}

/// Passes when so many in all, and so many of each body that was counted, can have been present
/// (*thành phần tham dự*); not all must be told apart, and either may be missing: *09 chủ thể* says
/// nothing of all, *hơn 80 đại biểu* nothing of the parts.
///
/// ```
/// use ocop_rules::activities::present;
/// use ocop_rules::records::Amount;
///
/// let producers = [Amount::exactly(9)];
/// assert!(present(Some(Amount::more_than(80)), producers).is_ok());
/// assert!(present(None, producers).is_ok());
/// assert!(present(Some(Amount::nearly(9)), producers).is_err());
/// ```
pub fn present(
    all: Option<Amount>,
    parts: impl IntoIterator<Item = Amount>,
) -> Result<(), MorePartsThanAll> {
    let least = parts.into_iter().filter_map(Amount::lower).fold(0, i64::saturating_add);
    match all.and_then(Amount::upper) {
        Some(most) if most < least => Err(MorePartsThanAll { parts: least, all: most }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_are_no_more_than_all() {
        let all = Some(Amount::exactly(80));
        let refused = present(all, [Amount::at_least(50), Amount::more_than(30)]);
        assert_eq!(refused, Err(MorePartsThanAll { parts: 81, all: 80 }));
        assert_eq!(present(all, [Amount::about(50), Amount::exactly(80)]), Ok(()));
    }
}
