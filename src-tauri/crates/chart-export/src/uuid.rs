//! Names for what has none at the server: UUIDs of version 8 (RFC 9562 §5.8), the random name of the copy
//! and a number, so that one copy names each thing once and two copies never share a name.

/// `urn:uuid:` of the n-th thing of a copy.
pub(crate) fn urn(document: [u8; 16], number: u32) -> String {
    format!("urn:uuid:{}", uuid(document, number))
}

/// The n-th name of a copy.
pub(crate) fn uuid(document: [u8; 16], number: u32) -> String {
    let mut value = u128::from_be_bytes(document);
    value = (value & !0xffff_ffff) | u128::from(number);
    value = (value & !(0xf << 76)) | (8 << 76);
    value = (value & !(0x3 << 62)) | (0x2 << 62);
    let hex = format!("{value:032x}");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    [
        part(0, 8),
        part(8, 12),
        part(12, 16),
        part(16, 20),
        part(20, 32),
    ]
    .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_the_form_of_version_8_and_the_number_at_its_end() {
        assert_eq!(
            urn([0xff; 16], 7),
            "urn:uuid:ffffffff-ffff-8fff-bfff-ffff00000007"
        );
        assert_ne!(uuid([1; 16], 1), uuid([2; 16], 1));
    }
}
