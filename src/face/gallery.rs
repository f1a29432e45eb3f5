//! Every part of the face, with samples: documentation that cannot be out of date.

use askama::Template;
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

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
    }
}
