//! Every part of the face, with samples: documentation that cannot be out of date.

use askama::Template;
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use ocop_documents::Chart;
use ocop_documents::chart::{Aim, Bar, Form, Measure, Stack, communes, provinces};

use super::{Apology, Choice, Errors, Frame, Pages, Progress, Step, show};

#[derive(Template)]
#[template(path = "face/gallery.html")]
struct GalleryPage {
    frame: Frame,
    kinds: Vec<Choice>,
    groups: Vec<Choice>,
    options: Vec<Choice>,
    ticked: Vec<String>,
    steps: Vec<Step>,
    pages: Pages,
    charts: Vec<Chart>,
}

/// `/gallery`, only in the demo.
pub fn gallery<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/gallery", get(page))
}

async fn page(frame: Frame) -> Response {
    let page = samples(frame);
    match show(&page) {
        Ok(html) => html.into_response(),
        Err(_) => Apology::new(axum::http::StatusCode::INTERNAL_SERVER_ERROR).into_response(),
    }
}

fn samples(frame: Frame) -> GalleryPage {
    let mut errors = Errors::default();
    errors.push("gallery-founded", "Lịch không có ngày 31/02/2026.");
    errors.push("gallery-points", "Tiêu chí 1.3 không có mức 4 điểm.");
    GalleryPage {
        frame: frame.with(errors),
        kinds: vec![
            Choice::new("cooperative", "Hợp tác xã"),
            Choice::new("household", "Hộ gia đình có đăng ký kinh doanh"),
            Choice::new("sme", "Doanh nghiệp nhỏ và vừa"),
        ],
        groups: vec![
            Choice::new("food", "Thực phẩm"),
            Choice::new("drink", "Đồ uống").hint("Có cồn và không cồn"),
            Choice::new("tourism", "Du lịch cộng đồng"),
        ],
        options: vec![
            Choice::new("1", "Dưới 50% nguyên liệu trong tỉnh").hint("1 điểm"),
            Choice::new("2", "Từ 50% đến dưới 75%").hint("2 điểm, đạt yêu cầu 3 sao"),
            Choice::new("3", "Từ 75% trở lên").hint("3 điểm, đạt yêu cầu 5 sao"),
        ],
        ticked: vec!["food".to_owned(), "tourism".to_owned()],
        steps: vec![
            Step::new(Progress::Done, "Chủ thể nộp hồ sơ", "02/11/2026"),
            Step::new(Progress::Done, "UBND xã kiểm tra", "11/11/2026"),
            Step::new(Progress::Now, "Tổ tư vấn cấp tỉnh đánh giá", "Hạn 30/12/2026"),
            Step::new(Progress::Later, "Hội đồng chấm điểm", ""),
            Step::new(Progress::Later, "Quyết định công nhận", ""),
        ],
        pages: Pages::new(6, 20, 18_243, "/gallery?q=mat+ong"),
        charts: charts(),
    }
}

/// A picture of each form, and those that are hardest to draw.
fn charts() -> Vec<Chart> {
    let years = |from: i64, times: i64| Form::Stacked {
        series: ["3 sao", "4 sao", "5 sao"].map(str::to_owned).into(),
        bars: (from..=2026)
            .map(|year| Stack {
                label: year.to_string(),
                values: vec![(year - from + 2) * 9, (year - from + 1) * 5, (year - from) / 2]
                    .into_iter()
                    .map(|it| it * times)
                    .collect(),
            })
            .collect(),
    };
    let said = "Số liệu mẫu, đến hết ngày 02/11/2026.";
    let chart = |id: &str, title: &str, of: &str, form: Form| Chart {
        id: format!("chart-{id}"),
        title: title.to_owned(),
        description: said.to_owned(),
        of: of.to_owned(),
        measure: Measure::count("Số sản phẩm"),
        form,
        is_in_table: false,
    };
    let stars = "Sản phẩm được công nhận theo năm và hạng sao";
    let sources = "Kinh phí theo nguồn";
    vec![
        chart("stars", stars, "Năm", years(2020, 1)),
        chart("groups", "Sản phẩm theo nhóm", "Nhóm sản phẩm", Form::Shares { bars: groups() }),
        Chart {
            measure: Measure::Money,
            ..chart("money", sources, "Nguồn vốn", Form::Bars { bars: money() })
        },
        chart("funnel", "Từ ý tưởng đến công nhận", "Bước", Form::Funnel { steps: steps() }),
        chart("progress", "Kết quả so với mục tiêu", "Mục tiêu", Form::Progress { lines: aims() }),
        chart("country", "Sản phẩm theo tỉnh", "Tỉnh, thành phố", provinces(of_province)),
        chart("communes", "Sản phẩm theo xã", "Xã, phường", communes(of_communes())),
        chart("large", "Nhiều năm, số lớn", "Năm", years(2008, 1_000_000_000)),
        chart("none", "Chưa có gì", "Năm", Form::default()),
    ]
}

fn groups() -> Vec<Bar> {
    vec![
        Bar::new("Thực phẩm", 214),
        Bar::new("Đồ uống", 61),
        Bar::new("Dược liệu và sản phẩm từ dược liệu", 27),
        Bar::new("Hàng thủ công mỹ nghệ", 38),
        Bar::new("Sinh vật cảnh", 0),
        Bar::new("Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch", 11),
    ]
}

fn money() -> Vec<Bar> {
    vec![
        Bar::new("Ngân sách trung ương", 1_300_000_000),
        Bar::new("Ngân sách tỉnh", 860_500_000),
        Bar::new("Ngân sách xã", 95_000_000),
        Bar::new("Vốn của chủ thể", 4_215_000_000),
    ]
}

fn steps() -> Vec<Bar> {
    let steps =
        ["Ý tưởng", "Được chọn", "Đã chuẩn hóa", "Đã nộp hồ sơ", "Đã đánh giá", "Được công nhận"];
    steps.into_iter().zip([64, 52, 40, 31, 27, 12]).map(|(it, count)| Bar::new(it, count)).collect()
}

fn aims() -> Vec<Aim> {
    let aim = |label: &str, reached: i64, aim: i64, aim_words: &str, elapsed: Option<u8>| Aim {
        label: label.to_owned(),
        reached,
        aim,
        aim_words: aim_words.to_owned(),
        elapsed_percent: elapsed,
    };
    vec![
        aim("Sản phẩm từ 3 sao", 351, 400, "ít nhất 400 sản phẩm đến hết năm 2030", Some(62)),
        aim("Sản phẩm 5 sao", 3, 12, "ít nhất 12 sản phẩm", Some(62)),
        aim("Chủ thể là hợp tác xã", 130, 120, "khoảng 120 chủ thể", Some(62)),
        aim("Điểm giới thiệu và bán sản phẩm", 0, 10, "", None),
    ]
}

fn of_province(code: &str) -> i64 {
    code.parse().map_or(0, |it: i64| it * 7 % 97 * 5)
}

fn of_communes() -> Vec<(String, i64)> {
    let names = [
        "Xã Tràm Xanh",
        "Phường Rạch Ong",
        "Xã Vĩnh Thuận Đông",
        "Xã Tân Lập Hạ",
        "Xã Đá Bạc",
        "Đặc khu Hòn Tràm",
    ];
    names.into_iter().map(str::to_owned).zip([12, 31, 4, 0, 7, 1]).collect()
}
