//! How long papers take, on one core: a batch of certificates, all scores of a large meeting, and
//! pictures of forty bars or of every province.
//!
//! No two turns say the same, since what was typeset once is remembered.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput};
use jiff::civil::date;
use ocop_documents::chart::{Aim, Bar, Form, Measure, Setting, Stack, png, provinces};
use ocop_documents::matrix::{Average, Cell, ScoreMatrix, Scored, Scorer};
use ocop_documents::{Certificate, Chart, Document, Format, Head, Name, Official, Signature};

const CERTIFICATES: usize = 100;
const MEMBERS: usize = 15;
const PRODUCTS: usize = 150;

fn main() {
    let mut bench = Criterion::default().configure_from_args().sample_size(10);
    let mut turn = 0;

    let mut group = bench.benchmark_group("certificates");
    group.throughput(Throughput::Elements(CERTIFICATES as u64));
    group.bench_function("pdf", |bench| {
        let batch = || {
            turn += 1;
            certificates(turn)
        };
        bench.iter_batched(batch, |it| black_box(it.bytes(Format::Pdf)), BatchSize::PerIteration);
    });
    group.finish();

    let mut group = bench.benchmark_group("matrix");
    group.throughput(Throughput::Elements((MEMBERS * PRODUCTS) as u64));
    for format in Format::ALL {
        group.bench_function(format.extension(), |bench| {
            let matrix = || {
                turn += 1;
                matrix(turn)
            };
            bench.iter_batched(matrix, |it| black_box(it.bytes(format)), BatchSize::PerIteration);
        });
    }
    group.finish();

    let mut group = bench.benchmark_group("charts");
    for chart in charts() {
        for (setting, name) in [(Setting::Screen, "screen"), (Setting::Print, "print")] {
            group.bench_function(format!("{}/{name}", chart.id), |bench| {
                bench.iter(|| black_box(chart.svg(setting)));
            });
        }
        group.bench_function(format!("{}/png", chart.id), |bench| {
            bench.iter(|| black_box(png(&chart)));
        });
    }
    group.finish();
    bench.final_summary();
}

fn certificates(turn: usize) -> Document {
    let certificate = |number: usize| Certificate {
        number: format!("{number}/2026/GCN-OCOP"),
        product: format!("Mật ong hoa tràm {turn}.{number}"),
        specification: "Chai thủy tinh 500 ml".to_owned(),
        product_code: format!("99-99001-{number:04}-2026"),
        producer: format!("Hợp tác xã Mật ong Rừng Tràm số {number}"),
        address: "Ấp Tràm Một, xã Tràm Xanh, tỉnh Rừng Tràm".to_owned(),
        stars: 3 + u8::try_from(number % 3).unwrap_or(0),
        decision: "2188/QĐ-UBND".to_owned(),
        decided_on: date(2026, 11, 12),
        valid_from: date(2026, 11, 12),
        valid_to: date(2029, 11, 12),
        authority: "Chủ tịch Ủy ban nhân dân tỉnh Rừng Tràm".to_owned(),
        authority_in_english: "The Chairman of the People's Committee of Rung Tram".to_owned(),
        place: "Rừng Tràm".to_owned(),
        posts: vec!["CHỦ TỊCH".to_owned()],
        signatory: "Nguyễn Văn An".to_owned(),
        page: format!("https://ocop.example/registry/{turn}-{number}"),
        is_draft: false,
    };
    Document::Certificates { certificates: (1..=CERTIFICATES).map(certificate).collect() }
}

fn matrix(turn: usize) -> Document {
    let member = |number: usize| Scorer {
        name: format!("Nguyễn Thị Thanh Hương {number}"),
        stands_for: "Ủy viên, Sở Nông nghiệp và Môi trường".to_owned(),
    };
    let points = |most: u32, at: usize| most - u32::try_from(at % 9).unwrap_or(0);
    let product = |number: usize| {
        let cell = |member: usize| {
            let parts =
                [points(40, number + member), points(25, number * member), points(35, member)];
            Cell::Points { parts, total: parts.iter().sum(), on_paper: member.is_multiple_of(7) }
        };
        let cells: Vec<Cell> = (0..MEMBERS).map(cell).collect();
        Scored {
            product: format!("Mật ong hoa tràm nguyên chất {turn}.{number} (chai 500 ml)"),
            producer: format!("Hợp tác xã Mật ong Rừng Tràm số {number}"),
            set: "26-2026/04".to_owned(),
            ballot: 1,
            means: Average::of(&cells),
            cells,
            stars: Some(4),
            missed: vec!["5 sao: 1.3, 4.1".to_owned()],
            remark: String::new(),
        }
    };
    let head = Head::Office {
        superior: "Ủy ban nhân dân tỉnh Rừng Tràm".to_owned(),
        issuer: "Hội đồng đánh giá, phân hạng sản phẩm OCOP".to_owned(),
        number: String::new(),
        is_numbered: false,
        about: String::new(),
        place_and_date: "Rừng Tràm, ngày 12 tháng 11 năm 2026".to_owned(),
    };
    let signature = |post: &str| Signature { posts: vec![post.to_owned()], ..Signature::default() };
    let official = Official {
        title: "Tổng hợp điểm".to_owned(),
        dated: Some(date(2026, 11, 12)),
        head,
        name: Name {
            kind: "Tổng hợp điểm".to_owned(), subject: format!("Phiên họp {turn}")
        },
        signatures: vec![signature("Thư ký"), signature("Chủ tịch Hội đồng")],
        ..Official::default()
    };
    Document::Matrix(Box::new(ScoreMatrix {
        official,
        members: (1..=MEMBERS).map(member).collect(),
        products: (1..=PRODUCTS).map(product).collect(),
    }))
}

/// A picture of each form, as large as it is drawn.
fn charts() -> Vec<Chart> {
    const BARS: i64 = 40;
    let bars = || (0..BARS).map(|at| Bar::new(format!("Nhóm sản phẩm thứ {at}"), at * 1_300_000));
    let stack =
        |at: i64| Stack { label: (2000 + at).to_string(), values: vec![at * 9, at * 5, at] };
    let aim = |at: i64| Aim {
        label: format!("Chỉ tiêu thứ {at}"),
        reached: at * 7,
        aim: 200,
        aim_words: "ít nhất 200 sản phẩm đến hết năm 2030".to_owned(),
        elapsed_percent: Some(62),
    };
    let chart = |id: &str, form: Form| Chart {
        id: id.to_owned(),
        title: "Sản phẩm được công nhận".to_owned(),
        description: "Số liệu mẫu.".to_owned(),
        of: "Nhóm".to_owned(),
        measure: Measure::count("Số sản phẩm"),
        form,
        is_in_table: false,
    };
    let series = ["3 sao", "4 sao", "5 sao"].map(str::to_owned).into();
    vec![
        chart("stacked", Form::Stacked { series, bars: (0..BARS).map(stack).collect() }),
        chart("bars", Form::Bars { bars: bars().collect() }),
        chart("shares", Form::Shares { bars: bars().collect() }),
        chart("funnel", Form::Funnel { steps: bars().rev().take(6).collect() }),
        chart("progress", Form::Progress { lines: (0..BARS).map(aim).collect() }),
        chart("country", provinces(|code| code.parse().unwrap_or(0))),
    ]
}
