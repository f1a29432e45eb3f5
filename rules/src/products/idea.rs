use alloc::string::String;

/// Where a product is before its first dossier (*sản phẩm tiềm năng, ý tưởng, được lựa chọn, được
/// chuẩn hóa*).
///
/// The decision begins with the dossier; the years before it are the programme's own work, and
/// every report counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdeaStage {
    /// *Sản phẩm tiềm năng*: somebody makes it, and nobody has proposed anything yet.
    Potential,
    /// *Ý tưởng sản phẩm*: registered with the commune.
    Idea,
    /// *Được lựa chọn*: stands in the plan of a year.
    Chosen,
    /// *Được (tiêu) chuẩn hóa*: made to its standard, with what the law asks for; ready for a
    /// dossier.
    Standardised,
    /// *Dừng*: given up for now, with the reason.
    Stopped(Reached),
}

/// How far a product had come when it was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reached {
    /// A potential product.
    Potential,
    /// An idea.
    Idea,
    /// Chosen for a year.
    Chosen,
    /// Standardised.
    Standardised,
}

/// What happens to a product before its first dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdeaStep {
    /// The idea is registered with the commune.
    Register,
    /// It is chosen for the plan of a year.
    Choose,
    /// It meets its standard.
    Standardise,
    /// It is given up for now.
    Stop,
    /// It is taken up again.
    Resume,
}

/// The step cannot be taken from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{step:?} is no step from {stage:?}")]
pub struct IdeaRefusal {
    /// Where the product is.
    pub stage: IdeaStage,
    /// What was tried.
    pub step: IdeaStep,
}

impl IdeaStage {
    /// Every stage, in the order of the way.
    pub const ALL: [Self; 8] = [
        Self::Potential,
        Self::Idea,
        Self::Chosen,
        Self::Standardised,
        Self::Stopped(Reached::Potential),
        Self::Stopped(Reached::Idea),
        Self::Stopped(Reached::Chosen),
        Self::Stopped(Reached::Standardised),
    ];

    /// The whole way before the first dossier.
    ///
    /// ```
    /// use ocop_rules::products::{IdeaStage, IdeaStep};
    ///
    /// let idea = IdeaStage::Potential.after(IdeaStep::Register).unwrap();
    /// let stopped = idea.after(IdeaStep::Stop).unwrap();
    /// assert_eq!(stopped.after(IdeaStep::Resume), Ok(IdeaStage::Idea));
    /// assert!(idea.after(IdeaStep::Standardise).is_err());
    /// ```
    pub fn after(self, step: IdeaStep) -> Result<Self, IdeaRefusal> {
        match (self, step) {
            (Self::Potential, IdeaStep::Register) => Ok(Self::Idea),
            // Chosen again for another year, where the first was not enough.
            (Self::Idea | Self::Chosen, IdeaStep::Choose) => Ok(Self::Chosen),
            (Self::Chosen, IdeaStep::Standardise) => Ok(Self::Standardised),
            // What is standardised is chosen for its evaluation, and stays what it is.
            (Self::Standardised, IdeaStep::Choose) => Ok(Self::Standardised),

            (Self::Potential, IdeaStep::Stop) => Ok(Self::Stopped(Reached::Potential)),
            (Self::Idea, IdeaStep::Stop) => Ok(Self::Stopped(Reached::Idea)),
            (Self::Chosen, IdeaStep::Stop) => Ok(Self::Stopped(Reached::Chosen)),
            (Self::Standardised, IdeaStep::Stop) => Ok(Self::Stopped(Reached::Standardised)),
            (Self::Stopped(reached), IdeaStep::Resume) => Ok(reached.into()),

            (stage, step) => Err(IdeaRefusal { stage, step }),
        }
    }

    /// How far it has come, stopped or not.
    pub fn reached(self) -> Reached {
        match self {
            Self::Potential => Reached::Potential,
            Self::Idea => Reached::Idea,
            Self::Chosen => Reached::Chosen,
            Self::Standardised => Reached::Standardised,
            Self::Stopped(reached) => reached,
        }
    }

    /// Whether it is given up for now.
    pub fn is_stopped(self) -> bool {
        matches!(self, Self::Stopped(_))
    }

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Potential => "potential",
            Self::Idea => "idea",
            Self::Chosen => "chosen",
            Self::Standardised => "standardised",
            Self::Stopped(Reached::Potential) => "stopped-potential",
            Self::Stopped(Reached::Idea) => "stopped-idea",
            Self::Stopped(Reached::Chosen) => "stopped-chosen",
            Self::Stopped(Reached::Standardised) => "stopped-standardised",
        }
    }

    /// The stage kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

impl From<Reached> for IdeaStage {
    fn from(reached: Reached) -> Self {
        match reached {
            Reached::Potential => Self::Potential,
            Reached::Idea => Self::Idea,
            Reached::Chosen => Self::Chosen,
            Reached::Standardised => Self::Standardised,
        }
    }
}

impl IdeaStep {
    /// Every step, in the order of the way.
    pub const ALL: [Self; 5] =
        [Self::Register, Self::Choose, Self::Standardise, Self::Stop, Self::Resume];

    /// The word by which the logbook keeps it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Choose => "choose",
            Self::Standardise => "standardise",
            Self::Stop => "stop",
            Self::Resume => "resume",
        }
    }

    /// The step kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// A step with what it must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdeaEvent {
    /// The idea is registered.
    Registered,
    /// It is chosen for the plan of this year.
    ChosenFor(i16),
    /// It meets its standard.
    Standardised,
    /// It is given up for now, and why.
    Stopped(String),
    /// It is taken up again.
    Resumed,
}

impl IdeaEvent {
    /// The step that it is.
    pub fn step(&self) -> IdeaStep {
        match self {
            Self::Registered => IdeaStep::Register,
            Self::ChosenFor(_) => IdeaStep::Choose,
            Self::Standardised => IdeaStep::Standardise,
            Self::Stopped(_) => IdeaStep::Stop,
            Self::Resumed => IdeaStep::Resume,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_stopped_is_resumed_where_it_was() {
        for stage in IdeaStage::ALL.into_iter().filter(|it| !it.is_stopped()) {
            let stopped = stage.after(IdeaStep::Stop).unwrap();
            assert_eq!(stopped.reached(), stage.reached());
            assert_eq!(stopped.after(IdeaStep::Resume), Ok(stage));
        }
    }

    #[test]
    fn what_is_stopped_does_nothing_else() {
        for stage in IdeaStage::ALL.into_iter().filter(|it| it.is_stopped()) {
            for step in IdeaStep::ALL {
                assert_eq!(stage.after(step).is_ok(), step == IdeaStep::Resume);
            }
        }
    }

    #[test]
    fn no_step_goes_back() {
        for stage in IdeaStage::ALL {
            for step in IdeaStep::ALL {
                let after = stage.after(step).map_or(stage, |it| it);
                assert!(stage.reached() <= after.reached(), "{stage:?} {step:?}");
            }
        }
    }

    #[test]
    fn stages_and_steps_are_found_under_their_words() {
        assert!(IdeaStage::ALL.into_iter().all(|it| IdeaStage::from_id(it.id()) == Some(it)));
        assert!(IdeaStep::ALL.into_iter().all(|it| IdeaStep::from_id(it.id()) == Some(it)));
        assert!(IdeaStage::ALL.is_sorted());
    }
}
