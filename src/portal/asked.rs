use ocop_rules::criteria::Stars;
use ocop_rules::places::UnitId;
use serde::Deserialize;

use crate::registry::{Question, State};

/// What an address of the registry asks, as it stands there. What it does not understand it leaves
/// out: a link that somebody shortened still leads somewhere.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) q: String,
    pub(super) stars: String,
    pub(super) group: String,
    pub(super) province: String,
    pub(super) commune: String,
    pub(super) unit: String,
    pub(super) state: String,
    pub(super) page: String,
}

impl Asked {
    /// The question.
    pub(super) fn question(&self) -> Question {
        let unit = |text: &str| UnitId::new(text).ok();
        Question {
            words: self.q.trim().to_owned(),
            stars: self.stars.parse().ok().and_then(Stars::from_number),
            class: Some(self.group.clone()).filter(|it| !it.is_empty()),
            state: State::from_id(&self.state),
            province: unit(&self.province),
            unit: unit(&self.commune).or_else(|| unit(&self.unit)),
        }
    }

    /// The page asked for; the first is 1.
    pub(super) fn page(&self) -> u64 {
        self.page.parse().unwrap_or(1).clamp(1, 1_000_000)
    }

    fn pairs(&self) -> [(&'static str, &str); 7] {
        [
            ("q", &self.q),
            ("stars", &self.stars),
            ("group", &self.group),
            ("province", &self.province),
            ("commune", &self.commune),
            ("unit", &self.unit),
            ("state", &self.state),
        ]
    }

    /// The address of the list without the filters named, and without its page.
    pub(super) fn without(&self, names: &[&str]) -> String {
        let kept = self.pairs().into_iter().filter(|it| !it.1.is_empty() && !names.contains(&it.0));
        let query = serde_urlencoded::to_string(kept.collect::<Vec<_>>()).unwrap_or_default();
        if query.is_empty() { "/registry".to_owned() } else { format!("/registry?{query}") }
    }

    /// Whether anything but words is asked for.
    pub(super) fn is_filtered(&self) -> bool {
        self.pairs().into_iter().skip(1).any(|(_, it)| !it.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_taken_off_and_the_rest_stays() {
        let asked = Asked {
            q: "mật ong".into(),
            stars: "4".into(),
            province: "20.2025".into(),
            page: "3".into(),
            ..Asked::default()
        };
        assert_eq!(asked.without(&["stars"]), "/registry?q=m%E1%BA%ADt+ong&province=20.2025");
        assert_eq!(asked.without(&["q", "stars", "province"]), "/registry");
        assert_eq!(asked.page(), 3);
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        let asked = Asked {
            stars: "6".into(),
            state: "lost".into(),
            commune: "06172".into(),
            page: "-1".into(),
            ..Asked::default()
        };
        let question = asked.question();
        assert!(question.stars.is_none() && question.state.is_none() && question.unit.is_none());
        assert_eq!(asked.page(), 1);
    }
}
