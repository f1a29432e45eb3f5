//! The sheet that a member has filled in and signed, as it comes out of the printer.

use std::process::Command;

use crate::sitting::{HONEY, Sitting};
use crate::told::told;

/// What the pages of a PDF say, without blanks at the ends of its lines; nothing where the machine
/// cannot read them.
fn text(pdf: &[u8]) -> Option<String> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pdf).unwrap();
    let Ok(read) = Command::new("pdftotext").arg("-layout").arg(file.path()).arg("-").output()
    else {
        eprintln!("not told: this machine has no pdftotext");
        return None;
    };
    let text = String::from_utf8(read.stdout).unwrap();
    Some(text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n"))
}

/// A nought, which `PostgreSQL` keeps in no text, a star, a mark apart from its letter, and a bell.
const OPINION: &str = "\0Nên ghi rõ vùng hoa trên nha\u{303}n ★.\r\nBổ sung ảnh tổ ong.\u{7}";

/// The best answer to all criteria but one, to which she gives the least.
async fn fills(it: &Sitting, at: usize) {
    let answers = HONEY.with(|set| {
        let answer = |(place, it): (usize, &ocop_rules::criteria::Criterion)| {
            let option = if place == 2 { 0 } else { it.options.len() - 1 };
            (format!("m.{}", it.code), option.to_string())
        };
        set.criteria().enumerate().map(answer).collect::<Vec<_>>()
    });
    it.fills(at, "all", &answers).await;
}

async fn signs(it: &Sitting, at: usize) {
    let form =
        [("true", "yes"), ("opinion", OPINION)].map(|(it, of)| (it.to_owned(), of.to_owned()));
    let answer = it.posts(at, &it.sheets[at], "signature", "", &form).await;
    assert!(answer.status.is_redirection(), "{}", answer.page);
}

#[tokio::test]
async fn a_filled_sheet_says_its_points_and_whose_they_are_and_nothing_else_of_anybody() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        fills(&it, 1).await;
        let path = format!("/documents/own-sheet/{}/draft.pdf", it.sheets[1]);
        let unsigned = it.members[1].takes(&path).await.bytes;
        signs(&it, 1).await;
        let signed = it.members[1].takes(&path).await.bytes;

        let Some(text) = text(&signed).zip(text(&unsigned)) else { return };
        let (signed, unsigned) = text;
        assert!(unsigned.contains("(Ký, ghi rõ họ tên)"), "{unsigned}");
        assert!(signed.contains("(Đã ký trên hệ thống)"), "{signed}");
        for of_others in ["Thành viên số 1", "Thành viên số 3", "Sở số 0", "Nguyễn Văn An"]
        {
            assert!(!signed.contains(of_others), "{of_others}: {signed}");
        }
        for personal in ["Giới tính", "Dân tộc", "Nơi cư trú", "Căn cước", "Ngày sinh"]
        {
            assert!(!signed.contains(personal), "{personal}: {signed}");
        }
        insta::assert_snapshot!("filled-sheet", signed);
    })
    .await;
}
