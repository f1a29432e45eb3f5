use super::{Cell, Each, MOST_COLUMNS};

/// Reads a text whose columns are parted by commas, semicolons or tabs.
pub(super) fn read(name: &str, bytes: &[u8], each: Each<'_>) -> Result<(), String> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(not_utf8(name, "UTF-16 (“Unicode Text”)"));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let Ok(text) = str::from_utf8(bytes) else {
        return Err(not_utf8(name, "bảng mã cũ (Windows-1258, TCVN3, VNI …)"));
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                return Err(format!("Tệp “{name}”, dòng {line}: không đọc được như một bảng."));
            }
        }
        let line = record.position().map_or(0, |it| it.line() + blank_lines(text, it.byte()));
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        each(line, record.iter().take(MOST_COLUMNS).map(Cell::of_text).collect())?;
    }
}

/// The reader passes over blank lines, and says where it began, not where the row begins.
fn blank_lines(text: &str, from: u64) -> u64 {
    let from = usize::try_from(from).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let blank = rest.iter().take_while(|it| matches!(it, b'\r' | b'\n'));
    blank.map(|it| u64::from(*it == b'\n')).sum()
}

fn not_utf8(name: &str, what: &str) -> String {
    format!(
        "Tệp “{name}” không phải UTF-8 mà là {what}, nên dấu tiếng Việt sẽ hỏng. Trong Excel, hãy chọn \
         Lưu thành → “CSV UTF-8 (phân tách bằng dấu phẩy)”, hoặc lưu thành .xlsx."
    )
}

/// What parts the columns: whatever stands most often in the first line that has any, outside of
/// quotes.
fn delimiter(text: &str) -> u8 {
    for line in text.lines().take(20) {
        let mut quoted = false;
        let mut counts = [(b',', 0_u32), (b';', 0), (b'\t', 0)];
        for byte in line.bytes() {
            if byte == b'"' {
                quoted = !quoted;
            } else if let (false, Some(count)) =
                (quoted, counts.iter_mut().find(|(it, _)| *it == byte))
            {
                count.1 += 1;
            }
        }
        if let Some((byte, count)) = counts.into_iter().max_by_key(|(_, count)| *count)
            && 2 <= count
        {
            return byte;
        }
    }
    b','
}

#[cfg(test)]
mod tests {
    use super::super::tests::rows;

    #[test]
    fn commas_semicolons_and_tabs_part_columns_alike() {
        for text in ["a,b,c\n1,2,\"x, y\"\n", "a;b;c\n1;2;x, y\n", "a\tb\tc\n1\t2\tx, y\n"] {
            let read = rows("a.csv", text.as_bytes()).unwrap();
            assert_eq!(read[1], (2, vec!["1".into(), "2".into(), "x, y".into()]), "{text}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_heading() {
        let read = rows("a.csv", "\u{feff}Tên,Sao,Xã\n".as_bytes()).unwrap();
        assert_eq!(read[0].1[0], "Tên");
    }

    #[test]
    fn another_encoding_is_told_how_to_become_utf8() {
        let windows = b"T\xean s\xe0n ph\xe2m,b,c\n";
        assert!(rows("a.csv", windows).unwrap_err().contains("CSV UTF-8"));
        assert!(rows("a.csv", b"\xff\xfeT\0").unwrap_err().contains("UTF-16"));
    }

    #[test]
    fn empty_rows_are_passed_over_and_counted() {
        let read = rows("a.csv", b"a,b,c\n,,\n\n1,2,3\n").unwrap();
        assert_eq!(read[1].0, 4);
    }
}
