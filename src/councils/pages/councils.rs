use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::Act;
use ocop_rules::councils::{AdviserRole, MeetingForm, Minima};

use super::advisers::{AdviserFields, is_formed};
use super::keeps;
use super::planning::{MeetingFields, Wanted};
use crate::accounts::Login;
use crate::councils::store::{self, Adviser, Council, HeldSeat, MeetingLine};
use crate::councils::words;
use crate::dossiers::kind_label;
use crate::face::{Choice, Frame, show};
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::records::{About, Kinds, Offer, offers};

#[derive(askama::Template)]
#[template(path = "councils/pages/councils.html")]
struct CouncilsPage {
    frame: Frame,
    councils: Vec<Council>,
}

/// `/councils`: those that the person's office keeps.
pub(super) async fn list(
    State(house): State<House>,
    frame: Frame,
    login: Login,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let councils = store::councils_of(&mut tx, &login.post.unit).await?;
    Ok(show(&CouncilsPage { frame, councils })?.into_response())
}

#[derive(askama::Template)]
#[template(path = "councils/pages/council.html")]
pub(super) struct CouncilPage {
    pub(super) frame: Frame,
    pub(super) council: Council,
    pub(super) seats: Vec<HeldSeat>,
    pub(super) meetings: Vec<MeetingLine>,
    pub(super) wanted: Vec<Wanted>,
    pub(super) fields: MeetingFields,
    /// The advisory group, and whether its decision is issued.
    pub(super) advisers: Vec<Adviser>,
    pub(super) is_group_formed: bool,
    /// What was typed of somebody to add to it.
    pub(super) adviser: AdviserFields,
    pub(super) offers: Vec<Offer>,
}

impl CouncilPage {
    pub(super) async fn read(
        tx: &mut Tx<'_>,
        frame: Frame,
        council: Council,
        fields: MeetingFields,
    ) -> Result<Self, Failure> {
        let heard = store::hearable(tx, council.level(), &council.unit).await?;
        let wanted = heard.into_iter().map(|it| Wanted {
            is_chosen: fields.dossiers.contains(&it.dossier),
            kind: kind_label(it.kind),
            heard: it,
        });
        Ok(Self {
            seats: store::seats(tx, &council.id).await?,
            meetings: store::meetings_of(tx, &council.id).await?,
            wanted: wanted.collect(),
            advisers: store::advisers(tx, &council.id).await?,
            is_group_formed: is_formed(tx, &council.id).await?,
            adviser: AdviserFields::default(),
            offers: Vec::new(),
            council,
            fields,
            frame,
        })
    }

    fn forms(&self) -> Vec<Choice> {
        let hint = |form| match form {
            MeetingForm::Meeting => {
                self.frame.t("Bắt buộc với đánh giá lần đầu và nâng hạng (Điều 7.3.d)")
            }
            MeetingForm::Written => self.frame.t("Chỉ dành cho đánh giá lại (Điều 7.6.d)"),
        };
        let choice =
            |it: MeetingForm| Choice::new(it.id(), words::form(self.frame.lang, it)).hint(hint(it));
        MeetingForm::ALL.map(choice).into()
    }

    fn minima(&self) -> &'static str {
        words::minima(self.frame.lang, self.council.regulation.minima)
    }

    fn quorum(&self) -> String {
        let quorum = self.council.regulation.quorum;
        let share = format!("{}/{}", quorum.part, quorum.of);
        if quorum.with_chair {
            self.frame.tf("{} số thành viên chấm điểm, có Chủ tịch", [share])
        } else {
            self.frame.tf("{} số thành viên chấm điểm", [share])
        }
    }

    fn role(&self, it: &HeldSeat) -> &'static str {
        words::role(self.frame.lang, it.seat.role)
    }

    fn stage(&self, it: &MeetingLine) -> (&'static str, &'static str) {
        words::meeting(self.frame.lang, it.meeting.stage)
    }

    fn form(&self, it: &MeetingLine) -> &'static str {
        words::form(self.frame.lang, it.meeting.form)
    }

    fn adviser_role(&self, it: &Adviser) -> &'static str {
        words::adviser(self.frame.lang, it.role)
    }

    fn adviser_roles(&self) -> Vec<Choice> {
        let choice = |it: AdviserRole| Choice::new(it.id(), words::adviser(self.frame.lang, it));
        AdviserRole::ALL.map(choice).into()
    }

    fn votes(&self, it: &HeldSeat) -> bool {
        it.seat.receives_sheets(&self.council.regulation)
    }
}

/// `/councils/{id}`.
pub(super) async fn look(
    State(house): State<House>,
    kinds: Kinds,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let council = store::council(&mut tx, &id).await?;
    keeps(&login, &council, Act::FormCouncil)?;
    let mut page = CouncilPage::read(&mut tx, frame, council, MeetingFields::default()).await?;
    page.offers = offers(&house, &mut tx, kinds, &login, About::Council, &id).await?;
    Ok(show(&page)?.into_response())
}

/// How minima may bind, as choices.
pub(super) fn minima_choices(frame: &Frame) -> Vec<Choice> {
    Minima::ALL.map(|it| Choice::new(it.id(), words::minima(frame.lang, it))).into()
}
