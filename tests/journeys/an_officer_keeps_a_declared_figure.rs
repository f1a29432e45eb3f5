//! What old reports declare: with a day or a range, with words and source, split by star and named.

use ocop::ledgers::store;
use ocop::reports::{FIGURES, declared_of, names_of, reading_of};
use ocop_rules::criteria::Stars;
use ocop_rules::reports::{Declared, FigureBasis, FigureOf};
use ocop_rules::targets::StarsAim;

use crate::an_officer_keeps_a_ledger::{nothing_against, of_rung_tram, of_tram_xanh, with};
use crate::kept::{Case, entered, refused};
use crate::told::told;

const NAMES: &str = "4 sao: Hồng vành khuyên Nà Mò (xã Tân Mỹ)\r\n4 sao: Hồng vành khuyên (xã Hoàng Việt)\r\n\
                     3 sao:\r\nDầu lạc\r\nLạp sườn";

const FIGURE: [(&str, &str); 10] = [
    ("what", "products"),
    ("on_day", "29/5/2023"),
    ("amount", "4"),
    ("four", "2"),
    ("three", "2"),
    ("names", NAMES),
    ("doubt", "Không nói còn hạn hay không."),
    ("source_number", "15/BC-UBND"),
    ("source_day", "30/5/2023"),
    ("source_words", "toàn xã có 4 sản phẩm được công nhận"),
];

#[tokio::test]
async fn in_a_form_and_from_a_list() {
    told(async |house| {
        let (entry, page) = entered(&house, "figures", &FIGURE).await;
        assert!(page.contains("Hồng vành khuyên Nà Mò") && page.contains("15/BC-UBND"), "{page}");
        let id = entry.rsplit('/').next().unwrap();
        let mut tx = house.db.read().await.unwrap();
        let kept = store::by_id(&mut tx, &FIGURES, id).await.unwrap();
        let declared = declared_of(&kept.row);
        let ranked = |stars| FigureOf::Products(Some(StarsAim::Only(stars)));
        let said: Vec<_> = declared
            .iter()
            .map(|it| (it.figure().of.clone(), it.figure().amount.value()))
            .collect();
        let expected =
            [(FigureOf::Products(None), 4), (ranked(Stars::Four), 2), (ranked(Stars::Three), 2)];
        assert_eq!(said, expected);
        assert!(declared.iter().all(|it| it.figure().basis == FigureBasis::Unstated));
        let names = names_of(&kept.row);
        assert_eq!(
            (names.len(), names[2].stars, names[2].name),
            (4, Some(Stars::Three), "Dầu lạc")
        );
        assert_eq!(reading_of(&kept.row), None);
    })
    .await;
}

#[tokio::test]
async fn and_not_without_a_day_or_its_words() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        let cases: [Case<'_>; 15] = [
            (&[("on_day", "")], "on_day", "Hãy ghi “Tính đến ngày”."),
            (&[("on_day", "đến nay")], "on_day", "“"),
            (&[("source_number", "")], "source_number", "Hãy ghi văn bản nêu số liệu"),
            (&[("source_words", "")], "source_words", "Hãy chép nguyên văn"),
            (&[("source_day", "28/5/2023")], "on_day", "Văn bản nguồn ngày 28/05/2023 có trước"),
            (&[("amount", "5")], "amount", "Các hạng sao cộng lại ít hơn tổng số 1."),
            (&[("three", "3"), ("amount", "5")], "names", "Số tên 3 sao ít hơn số đếm 1."),
            (&[("four", ""), ("amount", "2")], "names", "Có tên 4 sao mà chưa ghi số 4 sao."),
            (&[("names", "Dầu lạc")], "names", "Số tên ít hơn tổng số 3."),
            (&[("amount", ""), ("names", "Dầu lạc")], "names", "Hãy ghi hạng sao trước mỗi tên"),
            (
                &[("amount", ""), ("four", ""), ("three", ""), ("names", "")],
                "amount",
                "Hãy ghi tổng số, hoặc số theo hạng sao.",
            ),
            (&[("basis", "standardised")], "basis", "Sản phẩm mới được lựa chọn hay chuẩn hóa"),
            (
                &[
                    ("what", "persons"),
                    ("basis", "valid"),
                    ("four", ""),
                    ("three", ""),
                    ("names", ""),
                ],
                "basis",
                "Chỉ sản phẩm và chủ thể mới tính theo cách này",
            ),
            (&[("what", "money")], "four", "Chỉ sản phẩm mới có hạng sao."),
            (&[("producer_kind", "sme")], "producer_kind", "Chỉ chủ thể mới có loại chủ thể."),
        ];
        for case in cases {
            refused(&officer, "figures", &FIGURE, case).await;
        }
        let plain = with(&FIGURE, &[("four", ""), ("three", ""), ("names", "")]);
        let cases: [Case<'_>; 3] = [
            (&[("what", "other")], "what_words", "Hãy ghi đó là số của cái gì."),
            (&[("what_words", "tiêu chí")], "what_words", "Chỉ ghi khi chọn"),
            (&[("what", "communes"), ("out_of", "3")], "out_of", "Phần nhiều hơn toàn bộ."),
        ];
        for case in cases {
            refused(&officer, "figures", &plain, case).await;
        }
    })
    .await;
}

#[tokio::test]
async fn with_a_range_and_with_two_readings() {
    told(async |house| {
        let province = of_rung_tram(&house).await;
        let vague = with(
            &FIGURE,
            &[("on_day", "từ 1/1/2023 đến 31/1/2025"), ("source_day", ""), ("names", "")],
        );
        let entry = province.does("/ledgers/figures", &vague).await;
        let id = entry.rsplit('/').next().unwrap();
        let mut tx = house.db.read().await.unwrap();
        let kept = store::by_id(&mut tx, &FIGURES, id).await.unwrap();
        assert!(declared_of(&kept.row).iter().all(Declared::is_uncertain));
        drop(tx);

        let read = |amount, reading| {
            with(
                &FIGURE,
                &[
                    ("what", "other"),
                    ("what_words", "sản phẩm nếu tất cả đều được công nhận"),
                    ("amount", amount),
                    ("reading", reading),
                    ("four", ""),
                    ("three", ""),
                    ("names", ""),
                ],
            )
        };
        for (amount, reading) in [("53", "nâng cấp tính riêng"), ("49", "nâng cấp nằm trong 34")]
        {
            province.does("/ledgers/figures", &read(amount, reading)).await;
        }
        let list = province.reads("/ledgers/figures?q=tat+ca+deu").await;
        assert!(list.contains("2 dòng") && list.contains("nâng cấp tính riêng"), "{list}");

        // One rank alone, with its names.
        let four = [("amount", ""), ("three", ""), ("names", "Hồng Nà Mò\nHồng Hoàng Việt")];
        let entry = province.does("/ledgers/figures", &with(&FIGURE, &four)).await;
        assert!(province.reads(&entry).await.contains("2 sản phẩm"));
        nothing_against(&house).await;
    })
    .await;
}
