//! A table as a page of documentation has it.

/// Its first two lines.
pub(crate) fn heading(cells: &[&str]) {
    println!("\n| {} |\n|{}", cells.join(" | "), "---|".repeat(cells.len()));
}

/// One more line.
pub(crate) fn row(cells: &[String]) {
    println!("| {} |", cells.join(" | "));
}

/// Two decimals, in whole numbers.
pub(crate) fn ratio(of: u64, to: u64) -> String {
    let percent = of * 100 / to.max(1);
    format!("{}.{:02}", percent / 100, percent % 100)
}
