//! How many sheets a second `ocop score` recomputes, on one core.
//!
//! Councils of seven, sheets of about thirty marks, all 26 sets: read as JSON, scored, written as
//! JSON.

use std::fmt::Write as _;
use std::hint::black_box;
use std::io::{self, BufReader};
use std::process::ExitCode;

use criterion::{Criterion, Throughput};
use ocop::councils::score::score;
use ocop::criteria::Standards;
use ocop_rules::criteria::CriteriaSet;

const COUNCILS: usize = 2_000;
const MEMBERS: usize = 7;

fn main() -> ExitCode {
    let standards = match Standards::load() {
        Ok(standards) => standards,
        Err(faults) => {
            eprintln!("{faults}");
            return ExitCode::FAILURE;
        }
    };
    let sets: Vec<_> = standards.editions().iter().flat_map(|it| &it.sets).collect();
    let mut input = String::new();
    for (council, set) in sets.iter().cycle().take(COUNCILS).enumerate() {
        input.push_str(&line(&set.criteria, council));
    }

    let mut bench = Criterion::default().configure_from_args();
    let mut group = bench.benchmark_group("score");
    group.throughput(Throughput::Elements((COUNCILS * MEMBERS) as u64));
    group.bench_function("sheets", |bench| {
        let set = |id| standards.set(id).map(|it| &it.criteria);
        bench.iter(|| score(set, BufReader::new(black_box(input.as_bytes())), io::sink()));
    });
    group.finish();
    bench.final_summary();
    ExitCode::SUCCESS
}

/// A council that differs a little from sheet to sheet.
fn line(set: &CriteriaSet, council: usize) -> String {
    let sheet = |member: usize| {
        let mark = |(at, it): (usize, &ocop_rules::criteria::Criterion)| {
            let low = (at * 7 + member * 3 + council).is_multiple_of(5);
            let option = if low { it.options.first() } else { it.options.last() };
            format!("\"{}\":{}", it.code, option.map_or(0, |it| it.points))
        };
        let marks: Vec<_> = set.criteria().enumerate().map(mark).collect();
        format!("{{\"member\":\"thành viên {member}\",\"marks\":{{{}}}}}", marks.join(","))
    };
    let sheets: Vec<_> = (0..MEMBERS).map(sheet).collect();
    let mut line = String::new();
    let _ = writeln!(
        line,
        "{{\"id\":\"{council}\",\"set\":\"{}\",\"sheets\":[{}],\"minima\":\"average\"}}",
        set.id(),
        sheets.join(",")
    );
    line
}
