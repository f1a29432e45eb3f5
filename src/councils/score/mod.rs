//! `ocop score`: a council's result, recomputed by anyone.
//!
//! JSON lines in, JSON lines out, one for one and in order. A line that cannot be scored is
//! answered with a sentence, and the lines around it do not notice. What is read and written is
//! described in `docs/operate/score.md`.

mod answer;
mod fault;
mod request;

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::ExitCode;

use ocop_rules::criteria::{CriteriaSet, SetId};

use self::answer::answer;
use self::fault::Fault;
use crate::criteria::Standards;

/// The longest line that is read: some fifty thousand sheets.
const LONGEST: usize = 16 << 20;

/// Scores the standard input to the standard output.
///
/// The exit code is that of the reading and writing: a line that cannot be scored is an answer.
///
/// # Errors
///
/// When the standards of this program do not prove themselves, or a stream breaks.
pub fn run() -> anyhow::Result<ExitCode> {
    let standards = Standards::load()?;
    let set = |id| standards.set(id).map(|it| &it.criteria);
    let input = BufReader::with_capacity(1 << 16, io::stdin().lock());
    score(set, input, io::BufWriter::with_capacity(1 << 16, io::stdout().lock()))?;
    Ok(ExitCode::SUCCESS)
}

/// Answers every line of `input` with a line of `output`.
///
/// No more than one line is held at a time. Answers are handed on whenever the input has no more
/// at hand, so that a program at the other end may ask line by line.
pub fn score<'a>(
    set: impl Fn(SetId) -> Option<&'a CriteriaSet>,
    mut input: BufReader<impl Read>,
    mut output: impl Write,
) -> io::Result<()> {
    let mut line = Vec::new();
    let mut number = 0;
    while read(&mut input, &mut line)? {
        number += 1;
        if LONGEST < line.len() {
            Fault::TooLong.tell(&mut output, number, None)?;
        } else {
            answer(&set, number, text(&line, number), &mut output)?;
        }
        output.write_all(b"\n")?;
        if input.buffer().is_empty() {
            output.flush()?;
        }
    }
    output.flush()
}

/// The next line, or as much of it as is enough to see that it is too long.
fn read(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let most = u64::try_from(LONGEST).unwrap_or(u64::MAX).saturating_add(1);
    let read = input.by_ref().take(most).read_until(b'\n', line)?;
    if LONGEST < line.len() && line.last() != Some(&b'\n') {
        input.skip_until(b'\n')?;
    }
    Ok(0 < read)
}

/// A line without its end, and the first one without the mark that some editors put there.
fn text(line: &[u8], number: usize) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    if number == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line) } else { line }
}
