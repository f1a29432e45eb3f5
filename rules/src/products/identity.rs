use alloc::string::{String, ToString};

use crate::names::tone_key;

/// What a product is, within its producer: a name and a specification (*quy cách*).
///
/// Two producers may each have a *Hồng vành khuyên*: these are two products.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    producer: String,
    name: String,
    specification: String,
}

impl Identity {
    /// The identity of a product of this producer, whatever the spelling of its tones.
    ///
    /// ```
    /// use ocop_rules::products::Identity;
    ///
    /// let jar = Identity::new("p1", "Mật ong Hòa Bình", "Lọ 500 ml");
    /// assert_eq!(jar, Identity::new("p1", "mật ong  HOÀ BÌNH", "lọ 500 ml"));
    /// assert_ne!(jar, Identity::new("p1", "Mật ong Hòa Bình", "Lọ 250 ml"));
    /// assert_ne!(jar, Identity::new("p2", "Mật ong Hòa Bình", "Lọ 500 ml"));
    /// ```
    pub fn new(producer: &str, name: &str, specification: &str) -> Self {
        Self {
            producer: producer.to_string(),
            name: tone_key(name),
            specification: tone_key(specification),
        }
    }
}
