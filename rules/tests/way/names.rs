use ocop_rules::dossiers::Receipt;
use ocop_rules::places::UnitId;
use ocop_rules::products::{FormerCode, Likeness, ProductCode, fold, likeness, tone_key};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::config;

/// Vietnamese text, and whatever else may be typed.
fn names() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-ZàảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴ0-9 ,.()-]{0,40}",
        ".{0,40}"
    ]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn folding_twice_is_folding_once(name in names()) {
        prop_assert_eq!(fold(&fold(&name)), fold(&name));
    }

    #[test]
    fn what_keys_alike_folds_alike(one in names(), other in names()) {
        prop_assert!(tone_key(&one) != tone_key(&other) || fold(&one) == fold(&other));
    }

    #[test]
    fn composed_and_decomposed_are_one(name in "[a-zđàảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ ]{0,40}") {
        let decomposed: String = name.nfd().collect();
        prop_assert_eq!(fold(&decomposed), fold(&name));
        prop_assert_eq!(tone_key(&decomposed), tone_key(&name));
    }

    #[test]
    fn a_folded_text_means_nothing_to_like(name in names()) {
        let folded = fold(&name);
        prop_assert!(folded.chars().all(|it| it == ' ' || it.is_alphanumeric()), "{folded}");
        prop_assert!(!folded.starts_with(' ') && !folded.ends_with(' ') && !folded.contains("  "));
    }

    #[test]
    fn likeness_has_no_direction(one in names(), other in names()) {
        prop_assert_eq!(likeness(&one, &other), likeness(&other, &one));
        prop_assert_eq!(likeness(&one, &one), Likeness::Same);
    }

    #[test]
    fn nothing_typed_as_a_number_breaks_the_reader(text in ".{0,40}") {
        let _ = text.parse::<ProductCode>();
        let _ = text.parse::<FormerCode>();
        let _ = text.parse::<Receipt>();
        let _ = text.parse::<UnitId>();
    }

    #[test]
    fn a_code_is_read_as_it_is_printed(province in "[0-9]{2}", commune in "[0-9]{5}", serial in 1_u32.., year in 2000_i16..2100) {
        let code = ProductCode { province, commune, serial, year };
        prop_assert_eq!(code.to_string().parse(), Ok(code));
    }
}
