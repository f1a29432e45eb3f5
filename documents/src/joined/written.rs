//! Objects of a PDF as bytes, and the table that says where each of them lies.

use std::io::{Error, Write};

use lopdf::{Dictionary, Object};

/// A4 in points, and the margin around a picture.
const A4: (u32, u32) = (595, 842);
const MARGIN: u32 = 28;

/// What is written so far.
#[derive(Debug)]
pub(super) struct Written<W> {
    out: W,
    at: u64,
    /// Where the objects begin, from number one on; nought for what is not written.
    places: Vec<u64>,
    next: u32,
}

impl<W: Write> Written<W> {
    /// A file whose numbers below `next` are spoken for.
    pub(super) fn new(out: W, next: u32) -> Result<Self, Error> {
        let mut written = Self { out, at: 0, places: Vec::new(), next };
        written.put(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")?;
        Ok(written)
    }

    /// A number that nobody has.
    pub(super) fn next(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    /// Takes so many numbers, of which the first was taken already.
    pub(super) fn take_after(&mut self, count: usize) {
        let more = u32::try_from(count).unwrap_or(u32::MAX).saturating_sub(1);
        self.next = self.next.saturating_add(more);
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.out.write_all(bytes)?;
        self.at += u64::try_from(bytes.len()).unwrap_or(0);
        Ok(())
    }

    fn begin(&mut self, number: u32) -> Result<(), Error> {
        let place = usize::try_from(number).unwrap_or(0);
        if self.places.len() <= place {
            self.places.resize(place + 1, 0);
        }
        self.places[place] = self.at;
        self.put(format!("{number} 0 obj\n").as_bytes())
    }

    /// An object.
    pub(super) fn object(&mut self, number: u32, object: &Object) -> Result<(), Error> {
        self.begin(number)?;
        if let Object::Stream(stream) = object {
            let mut dictionary = stream.dict.clone();
            let length = i64::try_from(stream.content.len()).unwrap_or(0);
            dictionary.set("Length", Object::Integer(length));
            let mut head = Vec::new();
            dictionary_bytes(&dictionary, &mut head);
            self.put(&head)?;
            self.put(b"\nstream\n")?;
            self.put(&stream.content)?;
            return self.put(b"\nendstream\nendobj\n");
        }
        let mut bytes = Vec::new();
        object_bytes(object, &mut bytes);
        self.put(&bytes)?;
        self.put(b"\nendobj\n")
    }

    /// An object that is written already.
    pub(super) fn raw(&mut self, number: u32, words: &str) -> Result<(), Error> {
        self.begin(number)?;
        self.put(words.as_bytes())?;
        self.put(b"\nendobj\n")
    }

    /// A node of the tree of pages.
    pub(super) fn node(
        &mut self,
        number: u32,
        parent: u32,
        kids: &[u32],
        count: usize,
    ) -> Result<(), Error> {
        let kids = references(kids);
        let node = format!("<< /Type /Pages /Parent {parent} 0 R /Kids [{kids}] /Count {count} >>");
        self.raw(number, &node)
    }

    /// The root of the tree of pages.
    pub(super) fn root(&mut self, number: u32, kids: &[u32], count: usize) -> Result<(), Error> {
        let kids = references(kids);
        self.raw(number, &format!("<< /Type /Pages /Kids [{kids}] /Count {count} >>"))
    }

    /// A page that shows a picture, as large as the page allows; it lies when the picture does.
    pub(super) fn picture(
        &mut self,
        [page, image, content]: [u32; 3],
        parent: u32,
        jpeg: &[u8],
        it: &Picture,
    ) -> Result<(), Error> {
        let (width, height) = if it.height < it.width { (A4.1, A4.0) } else { A4 };
        let (across, up) = it.within(width - 2 * MARGIN, height - 2 * MARGIN);
        let (left, below) = ((width - across) / 2, (height - up) / 2);
        self.raw(
            page,
            &format!(
                "<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 {width} {height}] \
                 /Contents {content} 0 R /Resources << /XObject << /I {image} 0 R >> >> >>"
            ),
        )?;
        self.begin(image)?;
        self.put(
            format!(
                "<< /Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /{} \
                 /BitsPerComponent 8 /Filter /DCTDecode /Length {} >>\nstream\n",
                it.width,
                it.height,
                it.colours,
                jpeg.len()
            )
            .as_bytes(),
        )?;
        self.put(jpeg)?;
        self.put(b"\nendstream\nendobj\n")?;
        let draw = format!("q {across} 0 0 {up} {left} {below} cm /I Do Q");
        self.raw(content, &format!("<< /Length {} >>\nstream\n{draw}\nendstream", draw.len()))
    }

    /// The table of objects, and the end.
    pub(super) fn finish(mut self, catalog: u32, info: u32) -> Result<W, Error> {
        let start = self.at;
        let count = self.places.len().max(1);
        self.put(format!("xref\n0 {count}\n0000000000 65535 f \n").as_bytes())?;
        for place in std::mem::take(&mut self.places).into_iter().skip(1) {
            let line = if place == 0 {
                "0000000000 00000 f \n".to_owned()
            } else {
                format!("{place:010} 00000 n \n")
            };
            self.put(line.as_bytes())?;
        }
        let trailer = format!(
            "trailer\n<< /Size {count} /Root {catalog} 0 R /Info {info} 0 R >>\nstartxref\n{start}\n%%EOF\n"
        );
        self.put(trailer.as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }
}

fn references(numbers: &[u32]) -> String {
    numbers.iter().map(|it| format!("{it} 0 R")).collect::<Vec<_>>().join(" ")
}

/// Words as PDF keeps them: UTF-16, its bytes in hexadecimal.
pub(super) fn words(text: &str) -> String {
    use std::fmt::Write as _;

    let mut hex = "<FEFF".to_owned();
    for unit in text.encode_utf16() {
        let _ = write!(hex, "{unit:04X}");
    }
    hex.push('>');
    hex
}

fn object_bytes(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(it) => out.extend(if *it { &b"true"[..] } else { b"false" }),
        Object::Integer(it) => out.extend(it.to_string().as_bytes()),
        Object::Real(it) if it.is_finite() => out.extend(it.to_string().as_bytes()),
        Object::Real(_) => out.push(b'0'),
        Object::Name(it) => name_bytes(it, out),
        Object::String(it, _) => {
            out.push(b'<');
            for byte in it {
                out.extend(format!("{byte:02X}").as_bytes());
            }
            out.push(b'>');
        }
        Object::Array(these) => {
            out.push(b'[');
            for (at, it) in these.iter().enumerate() {
                if 0 < at {
                    out.push(b' ');
                }
                object_bytes(it, out);
            }
            out.push(b']');
        }
        Object::Dictionary(it) => dictionary_bytes(it, out),
        // A stream stands only as an object of its own.
        Object::Stream(it) => dictionary_bytes(&it.dict, out),
        Object::Reference((number, generation)) => {
            out.extend(format!("{number} {generation} R").as_bytes());
        }
    }
}

fn dictionary_bytes(dictionary: &Dictionary, out: &mut Vec<u8>) {
    out.extend(b"<<");
    for (key, value) in dictionary {
        out.push(b' ');
        name_bytes(key, out);
        out.push(b' ');
        object_bytes(value, out);
    }
    out.extend(b" >>");
}

fn name_bytes(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_alphanumeric() || b"-_.+*:,@!$'\"".contains(&byte) {
            out.push(byte);
        } else {
            out.extend(format!("#{byte:02X}").as_bytes());
        }
    }
}

/// What a page must know of a JPEG.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Picture {
    width: u32,
    height: u32,
    colours: &'static str,
}

impl Picture {
    /// Reads the frame of a JPEG.
    pub(super) fn read(jpeg: &[u8]) -> Option<Self> {
        let mut rest = jpeg.strip_prefix(b"\xFF\xD8")?;
        loop {
            let [0xFF, marker, high, low, ..] = rest else { return None };
            let length = usize::from(u16::from_be_bytes([*high, *low]));
            let is_frame = matches!(marker, 0xC0..=0xC2);
            if !is_frame {
                rest = rest.get(2 + length..)?;
                continue;
            }
            let [_, h1, h0, w1, w0, components, ..] = rest.get(4..)? else { return None };
            let colours = match components {
                1 => "DeviceGray",
                3 => "DeviceRGB",
                _ => return None,
            };
            let [width, height] =
                [[*w1, *w0], [*h1, *h0]].map(|it| u32::from(u16::from_be_bytes(it)));
            return (0 < width && 0 < height).then_some(Self { width, height, colours });
        }
    }

    /// As large as it may be within a room, its sides in their proportion.
    fn within(&self, across: u32, up: u32) -> (u32, u32) {
        let (width, height) = (u64::from(self.width), u64::from(self.height));
        let (most_across, most_up) = (u64::from(across), u64::from(up));
        let (across, up) = if width * most_up < height * most_across {
            (width * most_up / height, most_up)
        } else {
            (most_across, height * most_across / width)
        };
        let small = |it: u64| u32::try_from(it.max(1)).unwrap_or(1);
        (small(across), small(up))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_fills_the_page_in_its_proportion() {
        let wide = Picture { width: 200, height: 100, colours: "DeviceRGB" };
        assert_eq!(wide.within(400, 400), (400, 200));
        let tall = Picture { width: 100, height: 400, colours: "DeviceGray" };
        assert_eq!(tall.within(400, 400), (100, 400));
        assert_eq!(Picture::read(b"\xFF\xD8\xFF\xD9"), None);
    }

    #[test]
    fn words_are_kept_with_their_tones() {
        assert_eq!(words("Đỗ"), "<FEFF01101ED7>");
    }
}
