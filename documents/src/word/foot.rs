//! Who signs, and who is sent the document, at the foot of a Word file.

use docx_rs::{Paragraph, Run};

use super::Piece;
use super::pieces::{ELEVEN, THIRTEEN, TWELVE, centred, plain, room, said};
use crate::official::{Official, Signature};

fn signature(signature: &Signature) -> Vec<Paragraph> {
    let line = |run: Run| centred(Paragraph::new().add_run(run)).keep_next(true);
    let mut lines: Vec<Paragraph> =
        signature.posts.iter().map(|it| line(said(&it.to_uppercase()).bold())).collect();
    if !signature.how.is_empty() {
        lines.push(line(said(&signature.how).italic().size(THIRTEEN)));
    }
    // Room to sign.
    lines.extend((0..4).map(|_| line(Run::new())));
    lines.push(centred(Paragraph::new().add_run(said(&signature.name).bold())));
    lines
}

/// Signatures beside each other; one alone stands on the right.
pub(super) fn beside(signatures: &[Signature], width: u32) -> Vec<Piece> {
    let cells: Vec<Vec<Paragraph>> = match signatures {
        [] => return Vec::new(),
        [one] => vec![Vec::new(), signature(one)],
        several => several.iter().map(signature).collect(),
    };
    let each = width / u32::try_from(cells.len()).unwrap_or(1);
    let widths = vec![each; cells.len()];
    let above = room().keep_next(true);
    vec![above.into(), plain(vec![cells], &widths).into(), Paragraph::new().into()]
}

/// The foot: recipients on the left, the last signature on the right.
pub(super) fn foot(official: &Official, width: u32) -> Vec<Piece> {
    let Some((last, others)) = official.signatures.split_last() else {
        return recipients(&official.recipients).into_iter().map(Piece::from).collect();
    };
    if official.recipients.is_empty() {
        return beside(&official.signatures, width);
    }
    let mut pieces = if others.is_empty() { Vec::new() } else { beside(others, width) };
    let half = width / 2;
    let row = vec![recipients(&official.recipients), signature(last)];
    pieces.push(room().keep_next(true).into());
    pieces.push(plain(vec![row], &[half, half]).into());
    pieces
}

fn recipients(recipients: &[String]) -> Vec<Paragraph> {
    if recipients.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Paragraph::new().add_run(said("Nơi nhận:").bold().italic().size(TWELVE))];
    for (at, it) in recipients.iter().enumerate() {
        let end = if at + 1 < recipients.len() { ";" } else { "." };
        lines.push(Paragraph::new().add_run(said(&format!("- {it}{end}")).size(ELEVEN)));
    }
    lines
}
