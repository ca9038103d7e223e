//! The first step: markup in, closed allow-listed elements out, in one pass.

use url::Url;

use super::attributes::{escaped, value_of, without_tags};
use super::tokens::{Token, Tokens, attributes};
use super::{DEPTH, LeftOut, PageLink, Syntax, allow};

/// Links that are listed; each is shown in the text.
const LINKS: usize = 200;

/// What the first step makes.
pub(crate) struct Flat {
    pub(crate) html: String,
    pub(crate) links: Vec<PageLink>,
    pub(crate) left_out: LeftOut,
}

/// Reads markup once.
pub(crate) fn flatten(markup: &str, syntax: Syntax) -> Flat {
    let mut writer = Writer::new(markup.len());
    let mut tokens = Tokens::new(markup, syntax);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => {
                writer.make_cell_for(text);
                without_tags(text, &mut writer.flat.html);
            }
            Token::Verbatim(text) => {
                writer.make_cell_for(text);
                escaped(text, &mut writer.flat.html);
            }
            Token::Close { name } => writer.close(&name),
            Token::Open {
                name,
                attributes,
                is_whole,
            } => {
                writer.count(&name, attributes);
                if matches!(name.as_str(), "script" | "style" | "title") {
                    if !is_whole {
                        tokens.skip_to_end_of(&name);
                    }
                } else {
                    writer.open(&name, attributes);
                    if is_whole {
                        writer.close(&name);
                    }
                }
            }
        }
    }
    writer.finish()
}

/// An element that is open in what was read.
enum Open {
    /// It was written.
    Written(&'static str),
    /// A link, which is followed by its host.
    Link(Option<String>),
}

struct Writer {
    flat: Flat,
    open: Vec<Open>,
    /// Elements that are open and too deep to be written.
    beyond: usize,
}

impl Writer {
    fn new(length: usize) -> Self {
        let flat = Flat {
            html: String::with_capacity(length),
            links: Vec::new(),
            left_out: LeftOut::default(),
        };
        Self {
            flat,
            open: Vec::new(),
            beyond: 0,
        }
    }

    /// Notes what will not be shown.
    fn count(&mut self, name: &str, tag: &str) {
        let is_active = matches!(
            name,
            "script"
                | "iframe"
                | "frame"
                | "object"
                | "embed"
                | "applet"
                | "form"
                | "input"
                | "button"
                | "select"
                | "textarea"
                | "svg"
                | "math"
                | "audio"
                | "video"
                | "canvas"
                | "portal"
                | "base"
        );
        let mut active = usize::from(is_active);
        for (name, value) in attributes(tag) {
            let is_handler = name.starts_with("on") && name.len() > 3;
            let is_code = matches!(name.as_str(), "href" | "src" | "action") && is_code(value);
            active += usize::from(is_handler || is_code);
        }
        let active = u32::try_from(active).unwrap_or(u32::MAX);
        self.flat.left_out.active = self.flat.left_out.active.saturating_add(active);
    }

    fn open(&mut self, name: &str, tag: &str) {
        if name == "img" || name == "image" {
            return self.picture(tag);
        }
        if name == "a" {
            // A link in a link ends the one before it.
            self.end(true, |open| matches!(open, Open::Link(_)));
            let host = link_of(tag, &mut self.flat.links);
            return self.push(Open::Link(host), "", tag);
        }
        let Some(name) = allow::tag(as_written(name)) else {
            return;
        };
        if !self.make_room(name) {
            return;
        }
        if is_void(name) {
            self.write(name, tag);
        } else {
            self.push(Open::Written(name), name, tag);
        }
    }

    fn push(&mut self, open: Open, name: &str, tag: &str) {
        if self.beyond > 0 || self.open.len() >= DEPTH {
            self.beyond += 1;
            return;
        }
        if !name.is_empty() {
            self.write(name, tag);
        }
        self.open.push(open);
    }

    /// Ends what the new element cannot be in (HTML §13.1.2.4). `false`: it has no place here.
    fn make_room(&mut self, name: &'static str) -> bool {
        if is_of_table(name) {
            if !self.is_in_table() {
                return false;
            }
            self.clear_to(places_of(name));
            if name == "col" && !matches!(self.open.last(), Some(Open::Written("colgroup"))) {
                self.push(Open::Written("colgroup"), "colgroup", "");
            }
        }
        match name {
            "li" => self.end_within(&["li"], &["ul", "ol", "td", "th", "caption"]),
            "dt" | "dd" => self.end_within(&["dt", "dd"], &["dl", "td", "th", "caption"]),
            _ => {}
        }
        if is_block(name) {
            self.end_within(&["p"], BLOCKS_AROUND);
        }
        if is_heading(name) {
            self.end_within(&["h1", "h2", "h3", "h4", "h5", "h6"], BLOCKS_AROUND);
        }
        if !is_of_table(name) {
            self.make_cell();
        }
        true
    }

    /// Ends everything within the innermost of these.
    fn clear_to(&mut self, places: &[&str]) {
        let is_place = |open: &Open| matches!(open, Open::Written(name) if places.contains(name));
        if let Some(index) = self.open.iter().rposition(is_place) {
            self.end_from(index + 1);
        }
    }

    fn make_cell_for(&mut self, text: &str) {
        if !text.trim_ascii().is_empty() {
            self.make_cell();
        }
    }

    /// What stands in a table and in no cell gets one; parsers would move it before the table.
    fn make_cell(&mut self) {
        let innermost = self.open.iter().rev().find_map(|open| match open {
            Open::Written(name) => Some(*name),
            Open::Link(_) => None,
        });
        let missing: &[&str] = match innermost {
            Some("table" | "thead" | "tbody" | "tfoot") => &["tr", "td"],
            Some("colgroup") => {
                self.clear_to(&["table"]);
                &["tr", "td"]
            }
            Some("tr") => &["td"],
            _ => &[],
        };
        for name in missing {
            if let Some(name) = allow::tag(name) {
                self.write(name, "");
                self.open.push(Open::Written(name));
            }
        }
    }

    fn is_in_table(&self) -> bool {
        self.open
            .iter()
            .any(|open| matches!(open, Open::Written("table")))
    }

    /// Ends the innermost of `ends` that is not outside of the innermost of `within`.
    fn end_within(&mut self, ends: &[&str], within: &[&str]) {
        for (index, open) in self.open.iter().enumerate().rev() {
            match open {
                Open::Written(name) if ends.contains(name) => return self.end_from(index),
                Open::Written(name) if within.contains(name) || *name == "table" => return,
                Open::Written(_) | Open::Link(_) => {}
            }
        }
    }

    fn close(&mut self, name: &str) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        if name == "a" {
            return self.end(true, |open| matches!(open, Open::Link(_)));
        }
        let Some(name) = allow::tag(as_written(name)) else {
            return;
        };
        let within_cell = name != "table" && !is_of_table(name);
        self.end(
            within_cell,
            |open| matches!(open, Open::Written(written) if *written == name),
        );
    }

    /// Ends the innermost such element; what is not of a table itself ends nothing around a cell.
    fn end(&mut self, within_cell: bool, is_it: impl Fn(&Open) -> bool) {
        for (index, open) in self.open.iter().enumerate().rev() {
            if is_it(open) {
                return self.end_from(index);
            }
            if within_cell && matches!(open, Open::Written("td" | "th" | "caption" | "table")) {
                return;
            }
        }
    }

    fn end_from(&mut self, index: usize) {
        while self.open.len() > index {
            self.end_last();
        }
    }

    fn end_last(&mut self) {
        match self.open.pop() {
            Some(Open::Written(name)) => {
                self.flat.html.push_str("</");
                self.flat.html.push_str(name);
                self.flat.html.push('>');
            }
            Some(Open::Link(Some(host))) => {
                self.flat.html.push_str(" [");
                without_tags(&host, &mut self.flat.html);
                self.flat.html.push(']');
            }
            Some(Open::Link(None)) | None => {}
        }
    }

    fn write(&mut self, name: &str, tag: &str) {
        let html = &mut self.flat.html;
        html.push('<');
        html.push_str(name);
        let mut written: Vec<String> = Vec::new();
        for (attribute, value) in attributes(tag) {
            let allowed =
                value_of(name, &attribute, value).filter(|_| !written.contains(&attribute));
            if let Some(value) = allowed {
                html.push(' ');
                html.push_str(&attribute);
                html.push_str("=\"");
                without_tags(&value, html);
                html.push('"');
                written.push(attribute);
            }
        }
        html.push('>');
    }

    /// A picture, or the words that stand for it.
    fn picture(&mut self, tag: &str) {
        self.make_cell();
        let shown = attributes(tag).find(|(name, _)| name == "src");
        if shown.is_some_and(|(_, src)| value_of("img", "src", src).is_some()) {
            return self.write("img", tag);
        }
        self.flat.left_out.pictures = self.flat.left_out.pictures.saturating_add(1);
        let words = attributes(tag).find(|(name, value)| name == "alt" && !value.trim().is_empty());
        if let Some((_, words)) = words {
            self.flat.html.push('[');
            without_tags(words, &mut self.flat.html);
            self.flat.html.push(']');
        }
    }

    fn finish(mut self) -> Flat {
        self.end_from(0);
        self.flat
    }
}

/// Elements in which a paragraph begins anew.
const BLOCKS_AROUND: &[&str] = &[
    "table",
    "td",
    "th",
    "caption",
    "li",
    "dd",
    "dt",
    "div",
    "blockquote",
];

/// Where an element of a table stands (HTML §13.2.6.4.9).
fn places_of(name: &str) -> &'static [&'static str] {
    match name {
        "td" | "th" => &["tr", "thead", "tbody", "tfoot", "table"],
        "tr" => &["thead", "tbody", "tfoot", "table"],
        "col" => &["colgroup", "table"],
        _ => &["table"],
    }
}

fn is_void(name: &str) -> bool {
    matches!(name, "br" | "hr" | "img" | "col")
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn is_block(name: &str) -> bool {
    let is_list = matches!(name, "ul" | "ol" | "li" | "dl" | "dt" | "dd");
    is_heading(name)
        || is_list
        || matches!(name, "p" | "div" | "blockquote" | "pre" | "hr" | "table")
}

fn is_of_table(name: &str) -> bool {
    matches!(
        name,
        "caption" | "col" | "colgroup" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th"
    )
}

/// Blocks that have no place in the list stay blocks.
fn as_written(name: &str) -> &str {
    match name {
        "address" | "article" | "aside" | "body" | "center" | "details" | "dir" | "fieldset"
        | "figcaption" | "figure" | "footer" | "form" | "header" | "legend" | "main" | "menu"
        | "nav" | "section" | "summary" => "div",
        other => other,
    }
}

/// An address that runs something. Blanks and line breaks within the scheme are not looked at.
fn is_code(value: &str) -> bool {
    let begin = value
        .chars()
        .filter(|c| !c.is_ascii_whitespace() && !c.is_ascii_control());
    let begin: String = begin.take(16).collect::<String>().to_ascii_lowercase();
    ["javascript:", "vbscript:", "data:text"]
        .iter()
        .any(|scheme| begin.starts_with(scheme))
}

/// Lists the link; gives the host that is shown behind it.
fn link_of(tag: &str, links: &mut Vec<PageLink>) -> Option<String> {
    let (_, href) = attributes(tag).find(|(name, _)| name == "href")?;
    let url = Url::parse(&href.replace("&amp;", "&")).ok()?;
    let host = url.host_str()?.to_owned();
    let is_plain = url.username().is_empty() && url.password().is_none();
    let link = PageLink {
        host: host.clone(),
        url: url.to_string(),
    };
    if url.scheme() == "https" && is_plain && links.len() < LINKS && !links.contains(&link) {
        links.push(link);
    }
    Some(host)
}
