//! The numbers of a page, and the lists behind them.

use crate::the_five_places_answer::text_of;
use crate::told::Visitor;

pub(crate) fn numbers_of(page: &str) -> Vec<(String, String)> {
    let links = page.split("<a ").filter_map(|it| {
        let (_, rest) = it.split_once("href=\"/reports/answer?")?;
        let (address, rest) = rest.split_once('"')?;
        let (_, rest) = rest.split_once('>')?;
        let words = rest.split_once("</a>")?.0.to_owned();
        Some((words, format!("/reports/answer?{}", address.replace("&#38;", "&"))))
    });
    links.collect()
}

/// The most that a number in words may be; none of money, which is no count of rows.
fn most(words: &str) -> Option<u64> {
    let last = words.rsplit(' ').next()?;
    last.replace('.', "").parse().ok()
}

/// Opens every number of a page: the list says the same number, and has as many rows.
pub(crate) async fn every_number_is_its_list(officer: &Visitor, page: &str) -> usize {
    let numbers = numbers_of(page);
    for (words, address) in &numbers {
        let list = officer.reads(address).await;
        let heading = list.split("<h1>").nth(1).unwrap().split("</h1>").next().unwrap();
        let is_whole_list = words.starts_with("Còn ") && words.contains("dòng nữa");
        if is_whole_list {
            continue;
        }
        assert!(heading.contains(&format!(": {words}")), "{words}: {heading}: {address}");
        if let Some((_, row)) = list.split_once("<th scope=\"row\"><a href=\"") {
            officer.reads(row.split('"').next().unwrap()).await;
        }
        if address.contains("of=sum") {
            continue;
        }
        let ends: Vec<&str> = words.trim_start_matches("từ ").split(" đến ").collect();
        if let [least, most] = ends[..] {
            let unsure = most.parse::<u64>().unwrap() - least.parse::<u64>().unwrap();
            assert!(list.contains(&format!("{unsure} dòng chưa chắc")), "{address}: {list}");
        }
        match most(words) {
            Some(0) => assert!(list.contains("Không có dòng nào."), "{address}: {list}"),
            Some(rows) => {
                let caption = format!("<caption>{rows} dòng</caption>");
                assert!(list.contains(&caption), "{caption}: {address}: {list}");
            }
            None => panic!("{words}: {address}"),
        }
    }
    numbers.len()
}

/// Every cell of every table of numbers that says how many leads to its list; how many do.
pub(crate) fn every_cell_leads_to_a_list(page: &str) -> usize {
    // The table under a picture repeats one that is there.
    let pieces = page.split("<figure class=\"chart\"");
    let told = pieces.map(|it| it.split_once("</figure>").map_or(it, |(_, rest)| rest));
    let told: String = told.collect();
    let cells = told.split("<td").skip(1).filter_map(|it| it.split_once("</td>"));
    let figures = cells.filter(|(cell, _)| {
        let opening = cell.split('>').next().unwrap();
        opening.contains("class=\"figure\"") || opening.contains("data-label=\"Đã đạt\"")
    });
    let mut leading = 0;
    for (cell, _) in figures {
        let text = text_of(&format!("<td{cell}"));
        let is_number = text.contains(|it: char| it.is_ascii_digit())
            && !matches!(text.as_str(), "0" | "0 đồng");
        let leads = cell.contains("href=\"/reports/answer?");
        assert_eq!(leads, is_number || (leads && text.starts_with('0')), "{text}: {cell}");
        leading += usize::from(leads);
    }
    leading
}
