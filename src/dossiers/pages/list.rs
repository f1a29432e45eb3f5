//! A producer's dossiers, and how one begins.

use axum::Extension;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::criteria::{SetId, Stars};
use ocop_rules::dossiers::{DossierKind, Late, RenewalRefusal, renewal_door};
use ocop_rules::producers::eligible;
use ocop_rules::programme::edition_on;
use serde::Deserialize;

use crate::accounts::Login;
use crate::dossiers::store::{self, Dossier, NewDossier};
use crate::dossiers::written::Slip;
use crate::dossiers::{Downstream, Previous, kind_label, stage_label, stage_tone};
use crate::face::{Choice, Errors, Frame, Lang, again, redirect_saying, show};
use crate::house::House;
use crate::machinery::{Failure, new_id, submits};
use crate::producers::{self, Producer};
use crate::products::{self, Product};

struct Row {
    dossier: Dossier,
    name: String,
    kind: &'static str,
    stage: &'static str,
    tone: &'static str,
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/list.html")]
struct ListPage {
    frame: Frame,
    dossiers: Vec<Row>,
    has_products: bool,
}

pub(super) async fn list(
    State(house): State<House>,
    frame: Frame,
    login: Login,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let products = products::store::of_producer(&mut tx, login.producer()?).await?;
    let dossiers = store::of_producer(&mut tx, login.producer()?).await?;
    let row = |dossier: Dossier| Row {
        name: products
            .iter()
            .find(|it| it.id == dossier.product)
            .map_or_else(String::new, |it| it.data.name.clone()),
        kind: kind_label(dossier.kind),
        stage: stage_label(dossier.stage),
        tone: stage_tone(dossier.stage),
        dossier,
    };
    let dossiers = dossiers.into_iter().map(row).collect();
    Ok(show(&ListPage { frame, dossiers, has_products: !products.is_empty() })?.into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct StartForm {
    kind: String,
    /// The sheet that the page has shown: `26-2026/04`.
    set: String,
    key: String,
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/start.html")]
struct StartPage {
    frame: Frame,
    product: Product,
    set: Option<(SetId, String)>,
    previous: Option<Previous>,
    kinds: Vec<Choice>,
    form: StartForm,
}

impl StartPage {
    fn new(
        house: &House,
        frame: Frame,
        product: Product,
        previous: Option<Previous>,
        form: StartForm,
    ) -> Self {
        let why = |kind| match kind {
            DossierKind::First => frame.t("Sản phẩm chưa có giấy chứng nhận đang hiệu lực"),
            DossierKind::Upgrade => frame.t("Đã có giấy chứng nhận, muốn lên hạng sao cao hơn"),
            DossierKind::Renewal => {
                frame.t("Giấy chứng nhận sắp hết hạn: nộp trước từ 180 đến 120 ngày")
            }
        };
        let choice =
            |kind: DossierKind| Choice::new(kind.id(), frame.t(kind_label(kind))).hint(why(kind));
        let set = house.standards.set_of_class(&product.data.class);
        let set = set.map(|it| (it.criteria.id(), it.criteria.name().to_owned()));
        Self { kinds: DossierKind::ALL.map(choice).into(), frame, product, set, previous, form }
    }
}

pub(super) async fn choose(
    State(house): State<House>,
    Extension(downstream): Extension<Downstream>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let product = products::own(&mut tx, &login, &id).await?;
    let previous = (downstream.certificate_of)(&mut tx, &id, house.clock.today()).await?;
    let form = StartForm { key: new_id(), ..StartForm::default() };
    Ok(show(&StartPage::new(&house, frame, product, previous, form))?.into_response())
}

pub(super) async fn start(
    State(house): State<House>,
    Extension(downstream): Extension<Downstream>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(form): Form<StartForm>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let product = products::own(&mut tx, &login, &id).await?;
    if let Some(address) = submits::answered(&mut tx, &form.key, &login.person).await? {
        return Ok(redirect_saying(&address, frame.t("Hồ sơ này đã được lập.")));
    }
    let producer = producers::store::by_id(&mut tx, &product.producer).await?;
    let previous = (downstream.certificate_of)(&mut tx, &id, house.clock.today()).await?;
    let others = store::of_product(&mut tx, &id).await?;
    let begun = begin(&house, &producer, &product, previous.as_ref(), &others, &form);
    let (kind, set) = match begun {
        Ok(begun) => begun,
        Err((field, sentence)) => {
            drop(tx);
            let frame = frame.with(Errors::one(field, sentence));
            let page = StartPage::new(&house, frame, product, previous, form);
            return Ok(again(&page)?.into_response());
        }
    };
    let slip = first_slip(&house, &producer, &product);
    let new = NewDossier {
        product: &product.id,
        producer: &producer.id,
        kind,
        set,
        commune: &producer.data.commune,
        province: &producer.data.province,
        previous: previous.as_ref().map(|it| it.id.as_str()).filter(|_| kind != DossierKind::First),
        slip: &slip,
    };
    let now = house.clock.now();
    let address = format!("/dossiers/{}", store::start(&mut tx, &new, now).await?);
    submits::keep(&mut tx, &form.key, &login.person, &address, now).await?;
    tx.commit().await?;
    Ok(redirect_saying(&address, frame.t("Đã lập hồ sơ. Hãy làm lần lượt từng phần dưới đây.")))
}

/// What begins: the kind and the sheet; or the field and the sentence that say why nothing does.
fn begin(
    house: &House,
    producer: &Producer,
    product: &Product,
    previous: Option<&Previous>,
    others: &[Dossier],
    form: &StartForm,
) -> Result<(DossierKind, SetId), (&'static str, String)> {
    let today = house.clock.today();
    let kind = DossierKind::from_id(&form.kind)
        .ok_or(("kind", "Hãy chọn lần đăng ký đánh giá (Mẫu 01).".to_owned()))?;
    let no = |sentence: &str| ("kind", sentence.to_owned());
    if others.iter().any(|it| it.stage.is_before_result()) {
        return Err(no("Sản phẩm đang có một hồ sơ chưa xong: hãy làm tiếp hoặc rút hồ sơ đó."));
    }
    let group =
        product.data.group().ok_or_else(|| no("Hãy ghi ngành, nhóm của sản phẩm trước."))?;
    eligible(producer.data.kind, producer.data.registration(), group)
        .map_err(|it| no(producers::refusal_sentence(it)))?;
    match (kind, previous) {
        (DossierKind::First, None) => {}
        (DossierKind::First, Some(_)) => {
            return Err(no(
                "Sản phẩm đang có giấy chứng nhận: hãy chọn nâng hạng hoặc đánh giá lại.",
            ));
        }
        (_, None) => {
            return Err(no(
                "Sản phẩm không có giấy chứng nhận đang hiệu lực: hãy chọn đánh giá lần đầu.",
            ));
        }
        (DossierKind::Upgrade, Some(it)) if it.stars == Stars::Five => {
            return Err(no("Sản phẩm đã đạt 5 sao, không còn hạng cao hơn."));
        }
        (DossierKind::Upgrade, Some(_)) => {}
        (DossierKind::Renewal, Some(it)) => {
            renewal_door(it.valid_to, today, it.extension.as_deref())
                .map_err(|it| ("kind", late(it)))?;
        }
    }
    // A dossier of 2026 is scored on a sheet of Decision 26/2026, whatever the form was made of.
    let edition = edition_on(today, kind).map(|it| it.edition);
    let set = house.standards.set_of_class(&product.data.class).map(|it| it.criteria.id());
    let set = set.filter(|it| Some(it.edition()) == edition);
    let set =
        set.ok_or_else(|| no("Không có phiếu chấm cho ngành, nhóm này trong Quyết định 26/2026."))?;
    if form.set.is_empty() || form.set == set.to_string() {
        return Ok((kind, set));
    }
    let (asked, day) = (&form.set, Lang::Vi.date(today));
    Err((
        "set",
        format!(
            "Hồ sơ lập ngày {day} chấm theo phiếu {set}, không dùng được phiếu {asked} (Điều 11)."
        ),
    ))
}

/// Why a renewal is not filed today, and what is left to do.
pub(super) fn late(refusal: RenewalRefusal) -> String {
    let day = |day| Lang::Vi.date(day);
    match refusal {
        RenewalRefusal::TooEarly { opens } => {
            format!("Chưa đến hạn đánh giá lại: nộp được từ ngày {} (Điều 7.6.a).", day(opens))
        }
        RenewalRefusal::TooLate { closed, instead } => {
            let asks = instead.contains(&Late::AskProvince);
            let or = if asks {
                ", hoặc hỏi cơ quan cấp tỉnh có áp dụng Điều 12.3 không"
            } else {
                ""
            };
            format!(
                "Đã quá hạn đánh giá lại từ sau ngày {} (Điều 7.6.a): hãy đăng ký như lần đầu khi giấy chứng nhận hết hạn{or}.",
                day(closed)
            )
        }
    }
}

/// Mẫu 01, as far as it is known already.
fn first_slip(house: &House, producer: &Producer, product: &Product) -> Slip {
    let data = producer.data.clone();
    let samples = product.data.group().map_or(0, ocop_rules::products::Group::samples);
    let address = house.book.address(&data.address, &data.commune);
    Slip {
        producer: data.name,
        representative: data.representative,
        position: data.representative_post,
        address,
        phone: data.phone,
        email: data.email,
        product: product.data.name.clone(),
        specification: product.data.specification.clone(),
        class: product.data.class.clone(),
        samples: samples.to_string(),
    }
}
