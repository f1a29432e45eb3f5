//! What comes out of the printer, read back by others than the writer: `pdftotext`, `pdfinfo`,
//! `zbarimg`, `python-docx` and `LibreOffice`. A run without one of them says what it did not tell.

#![cfg(test)]

mod certificates;
mod charts;
mod joined;
mod matrix;
mod official;
mod sample;
mod strange;
mod tools;
