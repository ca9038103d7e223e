//! A media type as servers write it: `text/plain; charset="iso-8859-1"` (RFC 9110 §8.3.1).

/// A media type in lower case, and its `charset`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MediaType {
    essence: String,
    charset: Option<String>,
}

impl MediaType {
    /// Reads a media type. What is not one says nothing.
    pub fn parse(text: &str) -> Self {
        let mut parts = text.split(';');
        let essence = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let is_type = essence.split_once('/').is_some_and(|(kind, name)| {
            let is_token = |part: &str| {
                let of_token =
                    |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte);
                !part.is_empty() && part.bytes().all(of_token)
            };
            is_token(kind) && is_token(name)
        });
        if !is_type || essence.len() > 127 {
            return Self::default();
        }
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            let value = value.trim().trim_matches('"').trim_matches('\'');
            name.trim()
                .eq_ignore_ascii_case("charset")
                .then(|| value.to_owned())
        });
        Self { essence, charset }
    }

    /// `type/subtype`, or nothing.
    pub fn essence(&self) -> &str {
        &self.essence
    }

    /// As sent.
    pub fn charset(&self) -> Option<&str> {
        self.charset.as_deref()
    }

    /// It says nothing about what the bytes are.
    pub fn says_nothing(&self) -> bool {
        matches!(
            self.essence.as_str(),
            "" | "application/octet-stream"
                | "binary/octet-stream"
                | "application/binary"
                | "application/x-download"
                | "application/unknown"
                | "unknown/unknown"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_servers_write() {
        let read = MediaType::parse(" Text/Plain ; format=flowed; Charset=\"ISO-8859-1\"");
        assert_eq!(
            (read.essence(), read.charset()),
            ("text/plain", Some("ISO-8859-1"))
        );
        for nothing in ["", "pdf", "text/", "a/b/c", "text/html\r\nX: y"] {
            assert!(MediaType::parse(nothing).says_nothing(), "{nothing}");
        }
    }
}
