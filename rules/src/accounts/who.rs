use super::post::{Post, Role};
use crate::places::UnitId;

/// Something a person does, or wants to see, on the walk of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Keep the producer's own data and papers, once for all dossiers.
    KeepPapers,
    /// Start and fill a dossier: Mẫu 01, Mẫu 02, evidence (Art. 6.1).
    FillDossier,
    /// File it, or file it again after a return (Art. 7.1).
    SubmitDossier,
    /// Take it back before it is scored.
    WithdrawDossier,
    /// Answer a request of the province or the ministry (Art. 7.3.a, c, 7.4.a).
    CompleteDossier,
    /// See a dossier and its evidence.
    SeeDossier,
    /// See what is personal in it: sex, ethnic group, residence, workers (Law 91/2025).
    SeePersonalData,

    /// Register a producer of one's unit, and give it a login (Art. 2.3).
    RegisterProducer,

    /// Receive a dossier at the commune and check its composition (Art. 7.2.a).
    CheckComposition,
    /// Write the four findings of Mẫu 03 (Art. 7.2.a).
    WriteFindings,
    /// Return it with one consolidated list of defects (Art. 7.2.a).
    ReturnDossier,
    /// Propose it to the province (Art. 7.2.b).
    ProposeDossier,
    /// Confirm that a producer has stopped producing (Art. 8.4).
    ConfirmStopped,

    /// Accept a proposed dossier into a round, or ask for completion (Art. 7.3.a, 7.4.a).
    AcceptDossier,
    /// Form a council, with its Quy chế (Art. 7.3.b, 7.4.b).
    FormCouncil,
    /// Carry the advisory group's work: evidence, survey, tests, report (Art. 7.3.c, 7.4.c).
    Advise,
    /// Plan a meeting and assign dossiers and members to it (Art. 7.3.d).
    PlanMeeting,
    /// Record a recognition decision and its certificates (Art. 7.3.e, 7.4.e).
    RecordDecision,
    /// Propose a product of ninety points to the ministry (Art. 7.3.e).
    ProposeToMinistry,
    /// Hand a product below ninety points back to its province (Art. 7.4.g).
    HandBack,
    /// Write to commune and producer what came of it (Art. 7.3.g).
    Notify,
    /// Record the extension of a certificate (Art. 12.3).
    ExtendCertificate,
    /// Record the revocation of a certificate of three or four stars (Art. 8.2.a).
    RevokeCertificate,
    /// Record the revocation of a certificate of five stars (Art. 8.2.b).
    RevokeFiveStars,
    /// Import a list of products that are already recognised.
    ImportProducts,
    /// Say in which heir of a split commune a producer lies.
    SettlePlace,
    /// Ask how many products, and open the number to its list.
    CountProducts,

    /// See what the offices of one's unit, and of those beneath it, keep in ledgers.
    SeeLedgers,
    /// Keep the ledgers of one's unit and of those beneath it: enter, change, set aside, import.
    KeepLedgers,
    /// Inspect a product of one's unit: record visits, breaches and what was put right (Art. 9).
    Inspect,
    /// See what inspections found of a product (Art. 9).
    SeeInspections,

    /// Declare a conflict of interest, which removes the member from that product.
    DeclareConflict,
    /// Score and sign one's own sheet (Annex II).
    FillSheet,
    /// Print sheets for a meeting, and key in what members scored on paper (Annex II).
    KeyInSheets,
    /// See who has signed, quorum and spread; ask for new sheets; close the meeting.
    ChairMeeting,
    /// See the sheets of all members, once the result is public within the council.
    SeeSheets,
    /// See the result and how it is computed.
    SeeResult,

    /// Keep users and their posts.
    KeepUsers,
    /// Read the logbook and run the house's checks.
    ReadLogbook,
}

impl Act {
    /// Every act, in the order of the walk.
    pub const ALL: [Self; 39] = [
        Self::KeepPapers,
        Self::FillDossier,
        Self::SubmitDossier,
        Self::WithdrawDossier,
        Self::CompleteDossier,
        Self::SeeDossier,
        Self::SeePersonalData,
        Self::RegisterProducer,
        Self::CheckComposition,
        Self::WriteFindings,
        Self::ReturnDossier,
        Self::ProposeDossier,
        Self::ConfirmStopped,
        Self::AcceptDossier,
        Self::FormCouncil,
        Self::Advise,
        Self::PlanMeeting,
        Self::RecordDecision,
        Self::ProposeToMinistry,
        Self::HandBack,
        Self::Notify,
        Self::ExtendCertificate,
        Self::RevokeCertificate,
        Self::RevokeFiveStars,
        Self::ImportProducts,
        Self::SettlePlace,
        Self::CountProducts,
        Self::SeeLedgers,
        Self::KeepLedgers,
        Self::Inspect,
        Self::SeeInspections,
        Self::DeclareConflict,
        Self::FillSheet,
        Self::KeyInSheets,
        Self::ChairMeeting,
        Self::SeeSheets,
        Self::SeeResult,
        Self::KeepUsers,
        Self::ReadLogbook,
    ];
}

/// A person's seat at the product in question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seat {
    /// None: not assigned, or removed for a conflict of interest.
    None,
    /// An assigned member.
    Member,
    /// The assigned member who keeps the minutes.
    Secretary,
    /// The assigned member who chairs.
    Chair,
}

/// Where an act is done: the units the thing lies in, whose it is, and the person's seat at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Place<'a> {
    /// The units it lies in, the narrowest first: commune, province, country.
    pub units: &'a [UnitId],
    /// The producer it belongs to.
    pub producer: Option<&'a str>,
    /// The seat of the person who asks.
    pub seat: Seat,
}

impl<'a> Place<'a> {
    /// A place that is nobody's in particular.
    pub fn within(units: &'a [UnitId]) -> Self {
        Self { units, producer: None, seat: Seat::None }
    }

    /// What belongs to a producer there.
    pub fn of_producer(self, producer: &'a str) -> Self {
        Self { producer: Some(producer), ..self }
    }

    /// The same, asked by somebody with this seat at it.
    pub fn from_seat(self, seat: Seat) -> Self {
        Self { seat, ..self }
    }
}

/// Whether a person in this post may do this there.
///
/// Officers act only within their unit, a producer only on her own, a member only on what is
/// assigned to her. Whoever may not, is not told that the thing exists.
///
/// ```
/// use ocop_rules::accounts::{Act, Place, Post, Role, may};
/// use ocop_rules::places::UnitId;
///
/// let units = ["06040.2025", "20.2025", "vn"].map(|it| it.parse::<UnitId>().unwrap());
/// let here = Place::within(&units).of_producer("mật ong");
/// let officer = Post { role: Role::Commune, unit: units[0].clone(), producer: None };
/// assert!(may(&officer, Act::ProposeDossier, &here));
/// assert!(!may(&officer, Act::RecordDecision, &here));
///
/// let elsewhere = Post { unit: "06043.2025".parse().unwrap(), ..officer };
/// assert!(!may(&elsewhere, Act::ProposeDossier, &here));
/// ```
pub fn may(post: &Post, act: Act, place: &Place<'_>) -> bool {
    use Act as A;

    let here = place.units.contains(&post.unit);
    let own = post.producer.is_some() && post.producer.as_deref() == place.producer;
    match (post.role, act) {
        (
            Role::Producer,
            A::KeepPapers
            | A::FillDossier
            | A::SubmitDossier
            | A::WithdrawDossier
            | A::CompleteDossier
            | A::SeeDossier
            | A::SeePersonalData
            | A::SeeInspections
            | A::SeeResult,
        ) => own,
        (
            Role::Commune,
            A::SeeDossier
            | A::SeePersonalData
            | A::RegisterProducer
            | A::CheckComposition
            | A::WriteFindings
            | A::ReturnDossier
            | A::ProposeDossier
            | A::ConfirmStopped
            | A::SeeResult
            | A::CountProducts
            | A::SeeLedgers
            | A::KeepLedgers
            | A::Inspect
            | A::SeeInspections,
        ) => here,
        // Both offices that decide.
        (
            Role::Province | Role::Ministry,
            A::SeeDossier
            | A::SeePersonalData
            | A::AcceptDossier
            | A::FormCouncil
            | A::Advise
            | A::PlanMeeting
            | A::RecordDecision
            | A::Notify
            | A::ExtendCertificate
            | A::KeyInSheets
            | A::SeeSheets
            | A::SeeResult
            | A::CountProducts
            | A::SeeLedgers
            | A::KeepLedgers
            | A::Inspect
            | A::SeeInspections,
        ) => here,
        (
            Role::Province,
            A::RegisterProducer
            | A::ProposeToMinistry
            | A::RevokeCertificate
            | A::ImportProducts
            | A::SettlePlace,
        ) => here,
        (Role::Ministry, A::HandBack | A::RevokeFiveStars) => here,
        // A member sees the evidence, not the persons behind it.
        (Role::Member, A::SeeDossier | A::DeclareConflict | A::FillSheet | A::SeeResult) => {
            here && Seat::Member <= place.seat
        }
        (Role::Member, A::KeyInSheets) => here && place.seat == Seat::Secretary,
        (Role::Member, A::ChairMeeting | A::SeeSheets) => here && place.seat == Seat::Chair,
        (Role::Admin, A::KeepUsers | A::ReadLogbook) => here,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    fn units() -> [UnitId; 3] {
        ["06040.2025", "20.2025", "vn"].map(|it| it.parse().unwrap())
    }

    fn post(role: Role, unit: &str) -> Post {
        Post { role, unit: unit.parse().unwrap(), producer: None }
    }

    fn allowed(post: &Post, place: &Place<'_>) -> Vec<Act> {
        Act::ALL.into_iter().filter(|&act| may(post, act, place)).collect()
    }

    #[test]
    fn nobody_does_anything_outside_the_own_unit() {
        let units = units();
        let place = Place::within(&units).from_seat(Seat::Chair);
        for role in Role::ALL {
            assert_eq!(allowed(&post(role, "24.2025"), &place), [], "{role:?}");
        }
    }

    #[test]
    fn a_producer_sees_only_her_own() {
        let units = units();
        let mine = Post { producer: Some("a".into()), ..post(Role::Producer, "06040.2025") };
        let place = Place::within(&units).of_producer("a");
        assert!(may(&mine, Act::SubmitDossier, &place));
        assert_eq!(allowed(&mine, &Place::within(&units).of_producer("b")), []);
        assert_eq!(allowed(&mine, &Place::within(&units)), []);
    }

    #[test]
    fn a_producer_without_a_name_owns_nothing() {
        let units = units();
        let nobody = post(Role::Producer, "06040.2025");
        assert_eq!(allowed(&nobody, &Place::within(&units)), []);
    }

    #[test]
    fn a_member_sees_only_what_is_assigned_and_no_personal_data() {
        let units = units();
        let member = post(Role::Member, "20.2025");
        let place = Place::within(&units);
        assert_eq!(allowed(&member, &place), []);
        let seated = place.from_seat(Seat::Member);
        assert!(may(&member, Act::FillSheet, &seated));
        assert!(!may(&member, Act::SeePersonalData, &seated));
        assert!(!may(&member, Act::SeeSheets, &seated));
        assert!(!may(&member, Act::ChairMeeting, &seated));
        assert!(may(&member, Act::ChairMeeting, &place.from_seat(Seat::Chair)));
    }

    #[test]
    fn only_the_office_and_the_secretary_key_in_sheets() {
        let units = units();
        let place = Place::within(&units);
        let member = post(Role::Member, "20.2025");
        let keys = |seat| may(&member, Act::KeyInSheets, &place.from_seat(seat));
        assert!(keys(Seat::Secretary));
        assert!(![Seat::None, Seat::Member, Seat::Chair].into_iter().any(keys));
        assert!(may(&member, Act::FillSheet, &place.from_seat(Seat::Secretary)));
        assert!(!may(&member, Act::SeeSheets, &place.from_seat(Seat::Secretary)));
        assert!(may(&post(Role::Province, "20.2025"), Act::KeyInSheets, &place));
        assert!(!may(&post(Role::Commune, "06040.2025"), Act::KeyInSheets, &place));
    }

    #[test]
    fn a_member_of_the_central_council_sits_for_the_country() {
        let units = units();
        let member = post(Role::Member, "vn");
        assert!(may(&member, Act::FillSheet, &Place::within(&units).from_seat(Seat::Member)));
    }

    #[test]
    fn only_council_members_score() {
        let units = units();
        let place = Place::within(&units).of_producer("a").from_seat(Seat::Chair);
        for role in Role::ALL.into_iter().filter(|it| *it != Role::Member) {
            let post = Post { producer: Some("a".into()), ..post(role, "vn") };
            assert!(!may(&post, Act::FillSheet, &place), "{role:?}");
        }
    }

    #[test]
    fn five_stars_are_revoked_by_the_ministry_alone() {
        let units = units();
        let place = Place::within(&units);
        assert!(may(&post(Role::Ministry, "vn"), Act::RevokeFiveStars, &place));
        assert!(!may(&post(Role::Ministry, "vn"), Act::RevokeCertificate, &place));
        assert!(!may(&post(Role::Province, "20.2025"), Act::RevokeFiveStars, &place));
        assert!(may(&post(Role::Province, "20.2025"), Act::RevokeCertificate, &place));
    }

    #[test]
    fn an_administrator_decides_nothing_about_a_product() {
        let units = units();
        let admin = post(Role::Admin, "vn");
        assert_eq!(allowed(&admin, &Place::within(&units)), [Act::KeepUsers, Act::ReadLogbook]);
    }

    #[test]
    fn every_act_is_somebodys() {
        let units = units();
        let place = Place::within(&units).of_producer("a").from_seat(Seat::Chair);
        for act in Act::ALL {
            let somebody = Role::ALL.into_iter().any(|role| {
                let post = Post { producer: Some("a".into()), ..post(role, "vn") };
                may(&post, act, &place)
            });
            assert!(somebody, "{act:?}");
        }
    }
}
