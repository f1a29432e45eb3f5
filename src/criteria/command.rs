//! `ocop criteria`: the law at a terminal.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use ocop_rules::criteria::SetId;

use crate::machinery::Failure;

use super::api::SetJson;
use super::{Checked, Printed, ProductSet, Standards, check};

/// What can be asked of the criteria.
#[derive(Debug, clap::Subcommand)]
pub enum CriteriaCommand {
    /// Whether the figures of these files agree: parts, sections, criteria, options, star marks.
    Check {
        /// Files of sheets and criteria, of any edition.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Prints a whole sheet.
    Show {
        /// The sheet: `26-2026/04`, or `4` for the edition in force.
        set: String,
        /// As data instead of text.
        #[arg(long)]
        json: bool,
    },
}

/// Answers on the standard output.
///
/// # Errors
///
/// When the standards of this program do not prove themselves, or there is no such sheet.
pub fn run(command: CriteriaCommand) -> Result<ExitCode, Failure> {
    let standards = Standards::load().map_err(anyhow::Error::new)?;
    let mut out = io::stdout().lock();
    match command {
        CriteriaCommand::Check { files } => {
            let checked = check(&files, &standards);
            report(&checked, &mut out)?;
            Ok(if checked.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        CriteriaCommand::Show { set, json } => {
            let found = named(&standards, &set)
                .ok_or_else(|| Failure::refused(format!("Không có phiếu «{set}».")))?;
            if json {
                serde_json::to_writer_pretty(&mut out, &SetJson::of(found))?;
                writeln!(out)?;
            } else {
                write!(out, "{}", Printed(found))?;
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn named<'a>(standards: &'a Standards, set: &str) -> Option<&'a ProductSet> {
    match set.parse::<SetId>() {
        Ok(id) => standards.set(id),
        Err(_) => standards.in_force()?.set(set.parse().ok()?),
    }
}

fn report(checked: &Checked, out: &mut impl Write) -> io::Result<()> {
    for set in &checked.sets {
        let criteria = &set.criteria;
        let parts: Vec<String> = criteria.parts().iter().map(|it| it.max.to_string()).collect();
        let (parts, count) = (parts.join("/"), criteria.len());
        let (id, name) = (criteria.id(), criteria.name());
        writeln!(out, "{id} {name}: {count} tiêu chí, {parts} = {} điểm", criteria.max())?;
    }
    for fault in &checked.faults {
        writeln!(out, "{fault}")?;
    }
    let (sets, faults) = (checked.sets.len(), checked.faults.len());
    writeln!(out, "{sets} bộ khớp, {faults} chỗ không khớp")
}
