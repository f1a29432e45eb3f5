//! What producers do: papers, products, the dossier with Mẫu 01 and Mẫu 02, handing in (Art. 6, 7.1).

use anyhow::Context as _;
use ocop_rules::criteria::{CriteriaSet, Stars};

use super::earlier::named;
use super::{Walk, Walked, calendar};
use crate::demo::guide::Guide;
use crate::demo::people::{Household, Made, Until};
use crate::demo::{aims, papers};
use crate::house::House;
use crate::machinery::Failure;

/// What every producer of the demo has: kind, number, issuer, date, last day.
const PAPERS: [(&str, &str, &str, &str, &str); 6] = [
    ("business-registration", "01/GCN-ĐKKD", "Cơ quan đăng ký kinh doanh", "12/03/2021", ""),
    ("production-conditions", "27/2026/ATTP", "Sở Y tế", "15/01/2026", "15/01/2029"),
    ("material-origin", "03/HĐLK", "Hợp đồng liên kết với các hộ trong xã", "02/02/2026", ""),
    ("intellectual-property", "4-2024-00991", "Cục Sở hữu trí tuệ", "20/05/2024", "20/05/2034"),
    ("test-report", "1180/KQ", "Phòng kiểm nghiệm tỉnh", "10/08/2026", "10/08/2027"),
    ("market", "05/HĐMB", "Hợp đồng với các cửa hàng", "01/07/2026", ""),
];

/// Every producer uploads her papers once and describes her products; their dossiers are planned.
pub(super) async fn settle_in(walk: &mut Walk<'_>) -> Result<(), Failure> {
    for household in &walk.cast.producer {
        let guide = walk.guide(&household.login).await?;
        for (at, (kind, number, issuer, issued_on, valid_until)) in (1..).zip(PAPERS) {
            let fields = [
                ("kind", kind),
                ("title", ""),
                ("number", number),
                ("issuer", issuer),
                ("issued_on", issued_on),
                ("valid_until", valid_until),
            ];
            let paper = papers::pdf(&format!("Giay to {at}: {} (hu cau)", household.login));
            guide.gives("/my/papers", &fields, ("file", "giay-to.pdf", &paper)).await?;
        }
        for made in &household.product {
            let product = match made.kind.as_str() {
                "first" => describe(walk.house, &guide, household, made).await?,
                _ => retell(&guide, made).await?,
            };
            let hue = u8::try_from(made.name.len() * 7 % 160).unwrap_or(0);
            let picture = ("picture", "anh.png", &*papers::picture(hue)?);
            guide.gives(&format!("{product}/picture"), &[], picture).await?;
            let at = walk.dossiers.len();
            walk.deeds.extend(calendar(made.until).into_iter().map(|(day, deed)| (day, at, deed)));
            walk.dossiers.push(Walked { household, made, product, id: String::new() });
        }
    }
    walk.deeds.sort_unstable();
    Ok(())
}

async fn describe(
    house: &House,
    guide: &Guide,
    household: &Household,
    made: &Made,
) -> Result<String, Failure> {
    let is_of = |class: &str| {
        house.standards.set_of_class(class).is_some_and(|it| it.criteria.id().sheet() == made.set)
    };
    let mut classes = house.standards.classification().classes().iter();
    let class = classes.find(|it| is_of(&it.code)).context("a sheet without a class")?;
    let fields = [
        ("name", made.name.as_str()),
        ("specification", &made.specification),
        ("class", &class.code),
        ("story", &made.story),
        ("description", &household.name),
    ];
    guide.fills("/my/products/new", "/my/products", &fields).await
}

/// A product of the list that was taken in gets its story.
async fn retell(guide: &Guide, made: &Made) -> Result<String, Failure> {
    let product = named(guide, "/my/products", &made.name).await?;
    guide.fills(&format!("{product}/edit"), &product, &[("story", &made.story)]).await
}

/// The dossier is begun and filled; answers its id.
pub(super) async fn draft(walk: &Walk<'_>, it: &Walked<'_>) -> Result<String, Failure> {
    let guide = walk.guide(&it.household.login).await?;
    let beginning = format!("{}/dossiers", it.product);
    let dossier = guide.fills(&beginning, &beginning, &[("kind", &it.made.kind)]).await?;
    let id = dossier.rsplit('/').next().unwrap_or_default().to_owned();
    let fill = async |part: &str, fields: &[(&str, &str)]| {
        let address = format!("{dossier}/{part}");
        guide.fills(&address, &address, fields).await
    };
    fill("slip", &[]).await?;
    let history = format!("{} làm sản phẩm này từ nghề của địa phương.", it.household.name);
    let general = [
        ("standard", "TCCS 01:2026"),
        ("history", &history),
        ("organisation", "Chín lao động, tám người của xã; có tổ thu mua và tổ đóng gói."),
    ];
    fill("report/general", &general).await?;
    let results = [
        ("materials", "Nguyên liệu mua trong xã và xã bên, có sổ ghi từng lô."),
        ("quality", "Kiểm nghiệm hai lần một năm, không lô nào bị trả."),
        ("market", "Bán tại chợ huyện cũ, ba cửa hàng trong tỉnh và qua điện thoại."),
        ("turnover", "Doanh thu 2025 tăng 12% so với 2024."),
        ("changes", "Có thêm vùng nguyên liệu liên kết, tem truy xuất và nhãn hiệu được bảo hộ."),
    ];
    fill("report/results", &results).await?;
    fill("report/plan", &[("plan", "Thêm máy đóng gói, mở hai điểm bán ngoài tỉnh.")]).await?;

    let set = sheet(walk.house, it.made)?;
    let is_begun = it.made.until == Until::Draft;
    // Somebody who has only begun has answered the first part.
    let parts: &[_] = if is_begun { &set.parts()[..1] } else { set.parts() };
    let answers = options(set, it.aim(), 0);
    let answers: Vec<(&str, &str)> = parts
        .iter()
        .flat_map(|part| set.positions(part.letter))
        .filter_map(|at| answers.get(at))
        .map(|(code, option)| (code.as_str(), option.as_str()))
        .collect();
    fill("marks", &answers).await?;
    for (at, (code, _)) in answers.iter().enumerate().filter(|(at, _)| at % 5 == 0) {
        attach(&guide, &format!("{dossier}/evidence/{code}"), at == 0).await?;
    }
    Ok(id)
}

/// All papers to the first criterion, to the others the one that speaks of it.
async fn attach(guide: &Guide, address: &str, all: bool) -> Result<(), Failure> {
    let form = guide.form_on(address, address).await?;
    let papers = form.offers("paper").take(if all { usize::MAX } else { 1 });
    let papers: Vec<_> = papers.map(|it| ("paper", it)).collect();
    guide.does(address, &form.with(&papers)).await?;
    Ok(())
}

/// Handed in, with the promise that it is true (Art. 7.1).
pub(super) async fn submit(walk: &Walk<'_>, it: &Walked<'_>) -> Result<(), Failure> {
    let guide = walk.guide(&it.household.login).await?;
    let address = format!("{}/submission", it.address());
    guide.fills(&address, &address, &[("agreed", "yes")]).await?;
    Ok(())
}

/// The sheet of a product.
pub(super) fn sheet<'h>(house: &'h House, made: &Made) -> Result<&'h CriteriaSet, Failure> {
    let edition = house.standards.in_force().context("no edition is in force")?;
    Ok(&edition.set(made.set).context("no such sheet")?.criteria)
}

/// The option to tick for each criterion, by its place; the `nuance`-th member of a council sees one
/// or two criteria a little better.
pub(super) fn options(set: &CriteriaSet, aim: Stars, nuance: usize) -> Vec<(String, String)> {
    let marks = aims::marks(set, aim);
    let mut better = nuance % 3;
    let choose = |(at, criterion): (usize, &ocop_rules::criteria::Criterion)| {
        let code = criterion.code.to_string();
        let points = marks.get(&code).copied().unwrap_or(0);
        let place = |points| criterion.options.iter().position(|it| it.points == points);
        let next = criterion.options.iter().map(|it| it.points).filter(|it| points < *it).min();
        let chosen = match next.and_then(place) {
            Some(next) if 0 < better && nuance <= at => {
                better -= 1;
                Some(next)
            }
            _ => place(points),
        };
        (code, chosen.unwrap_or(0).to_string())
    };
    set.criteria().enumerate().map(choose).collect()
}
