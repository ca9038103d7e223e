//! As much of HTML as is needed to fill in the sandbox's forms: tags and their attributes.

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// In lower case.
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute; empty for one without a value.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// A form: where it is sent, what is in it, and the buttons that send it.
#[derive(Debug)]
pub(crate) struct Form {
    pub(crate) action: String,
    pub(crate) inputs: Vec<Tag>,
    pub(crate) buttons: Vec<Tag>,
}

/// All start tags in order; `</form>` is there as `/form`.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    html.split('<')
        .skip(1)
        .filter_map(|part| part.split_once('>'))
        .map(|(inside, _)| tag(inside))
        .collect()
}

/// The forms that change something.
pub(crate) fn post_forms(tags: Vec<Tag>) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut is_open = false;
    for tag in tags {
        match (tag.name.as_str(), forms.last_mut()) {
            ("form", _) => {
                is_open = tag
                    .get("method")
                    .is_some_and(|method| method.eq_ignore_ascii_case("post"));
                if is_open {
                    let action = tag.get("action").unwrap_or_default().to_owned();
                    forms.push(Form {
                        action,
                        inputs: Vec::new(),
                        buttons: Vec::new(),
                    });
                }
            }
            ("/form", _) => is_open = false,
            ("input", Some(form)) if is_open => form.inputs.push(tag),
            ("button", Some(form)) if is_open => form.buttons.push(tag),
            _ => {}
        }
    }
    forms
}

fn tag(inside: &str) -> Tag {
    let (name, mut rest) = inside
        .split_once(char::is_whitespace)
        .unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    while let Some((attribute, after)) = attribute(rest.trim_start()) {
        attributes.push(attribute);
        rest = after;
    }
    Tag {
        name: name.to_ascii_lowercase(),
        attributes,
    }
}

/// The next attribute and what comes after it.
fn attribute(text: &str) -> Option<((String, String), &str)> {
    let end = text
        .find(|c: char| c == '=' || c.is_whitespace())
        .unwrap_or(text.len());
    let (name, after) = text.split_at_checked(end)?;
    if name.is_empty() {
        return None;
    }
    let Some(value) = after.strip_prefix("=\"") else {
        return Some(((name.to_ascii_lowercase(), String::new()), after));
    };
    let (value, after) = value.split_once('"')?;
    Some(((name.to_ascii_lowercase(), unescape(value)), after))
}

fn unescape(text: &str) -> String {
    let marks = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    marks
        .iter()
        .fold(text.to_owned(), |text, (escaped, plain)| {
            text.replace(escaped, plain)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_forms_of_a_page() {
        let html = r#"<!doctype html><p>1 < 2</p><form method="get" action="/search"><input name="q"></form>
            <form method="post" action="/go?a=1&amp;b=2"><input type="checkbox" name="s" value="a&quot;&amp;lt;" checked>
            <button id="allow" type="submit">Allow</button></form><button id="other">x</button>"#;
        let forms = post_forms(tags(html));
        let [form] = &forms[..] else { panic!() };
        assert_eq!(form.action, "/go?a=1&b=2");
        let [input] = &form.inputs[..] else { panic!() };
        assert_eq!(
            (input.get("value"), input.get("checked")),
            (Some("a\"&lt;"), Some(""))
        );
        let [button] = &form.buttons[..] else {
            panic!()
        };
        assert_eq!(button.get("id"), Some("allow"));
    }

    #[test]
    fn survives_what_is_no_html() {
        for html in [
            "",
            "<",
            "<>",
            "< a",
            "<a b",
            "<a b=\"c",
            "<a =x>",
            "<a \"\" =>",
            "<ü ö=\"ä\">",
        ] {
            drop(post_forms(tags(html)));
        }
    }
}
