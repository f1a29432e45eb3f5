//! Products that are already recognised, put straight into the tables: how they came to be is
//! another journey.

use ocop::house::House;
use ocop::machinery::{Tx, changes, new_id};
use ocop_rules::products::fold;

/// A certificate as its table holds it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fact<'a> {
    pub(crate) name: &'a str,
    pub(crate) producer: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) set: i64,
    pub(crate) commune: &'a str,
    pub(crate) stars: i64,
    /// Earliest and latest first day.
    pub(crate) from: (&'a str, &'a str),
    /// Earliest and latest last day.
    pub(crate) to: (&'a str, &'a str),
}

impl Default for Fact<'_> {
    fn default() -> Self {
        Self {
            name: "Mật ong hoa tràm",
            producer: "HTX Mật ong Rừng Tràm",
            kind: "cooperative",
            set: 4,
            commune: "99001.2025",
            stars: 4,
            from: ("2026-02-10", "2026-02-10"),
            to: ("2029-02-10", "2029-02-10"),
        }
    }
}

/// Puts it there, and lets the registry of this house read it; answers the product's id.
pub(crate) async fn recognised(house: &House, fact: Fact<'_>) -> String {
    let mut tx = house.db.begin().await.unwrap();
    let product = put(&mut tx, fact).await;
    tx.commit().await.unwrap();
    house.registry.refresh(&house.db).await.unwrap();
    product
}

/// Puts it into the tables; answers the product's id.
pub(crate) async fn put(tx: &mut Tx<'_>, fact: Fact<'_>) -> String {
    let (product, producer) = (new_id(), new_id());
    sqlx::query(
        "INSERT INTO producers (id, name, search, kind, commune, province, created_at)
         VALUES ($1, $2, $3, $4, $5, '99.2025', '2026-01-01T00:00:00Z')",
    )
    .bind(&producer)
    .bind(fact.producer)
    .bind(fold(fact.producer))
    .bind(fact.kind)
    .bind(fact.commune)
    .execute(&mut **tx)
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO products (id, producer, name, search, set_number, commune, province, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, '', '2026-01-01T00:00:00Z')",
    )
    .bind(&product)
    .bind(&producer)
    .bind(fact.name)
    .bind(fold(fact.name))
    .bind(fact.set)
    .bind(fact.commune)
    .execute(&mut **tx)
    .await
    .unwrap();
    let decision = new_id();
    sqlx::query(
        "INSERT INTO decisions (id, kind, authority, unit, number, decided_on, signatory, created_at)
         VALUES ($1, 'recognition', 'province', '99.2025', $2, $3, 'Lê Văn Ký',
                 '2026-01-01T00:00:00Z')",
    )
    .bind(&decision)
    .bind(format!("118-{}/QĐ-UBND", &decision[24..]))
    .bind(fact.from.1)
    .execute(&mut **tx)
    .await
    .unwrap();
    certify(tx, &product, &decision, fact).await;
    product
}

async fn certify(tx: &mut Tx<'_>, product: &str, decision: &str, fact: Fact<'_>) {
    sqlx::query(
        "INSERT INTO certificates (id, number, product, decision, kind, stars, edition,
                                   from_earliest, from_latest, to_earliest, to_latest, created_at)
         VALUES ($1, 'GCN-7', $2, $3, 'first', $4, '26-2026', $5, $6, $7, $8,
                 '2026-01-01T00:00:00Z')",
    )
    .bind(format!("c-{product}"))
    .bind(product)
    .bind(decision)
    .bind(fact.stars)
    .bind(fact.from.0)
    .bind(fact.from.1)
    .bind(fact.to.0)
    .bind(fact.to.1)
    .execute(&mut **tx)
    .await
    .unwrap();
    changes::raise(tx, "registry").await.unwrap();
}

/// Revokes the certificate of a product that was put here.
pub(crate) async fn revoke(house: &House, product: &str, on: &str) {
    let mut tx = house.db.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO certificate_events (id, certificate, kind, on_day, ground, reason)
         VALUES ($1, $2, 'revoked', $3, 'đ', 'chủ thể báo ngừng sản xuất')",
    )
    .bind(new_id())
    .bind(format!("c-{product}"))
    .bind(on)
    .execute(&mut *tx)
    .await
    .unwrap();
    changes::raise(&mut tx, "registry").await.unwrap();
    tx.commit().await.unwrap();
    house.registry.refresh(&house.db).await.unwrap();
}

/// The nine certified products of huyện Văn Lãng, as a report of 29 May 2023 names them. It says no
/// day of recognition: each certificate then in force began within the 36 months before. Where the
/// report names no commune, the district is all that is known.
pub(crate) async fn nine_of_van_lang(house: &House) {
    let district = "182.2024";
    let nine = [
        ("Hồng vành khuyên Nà Mò", "06172.2024", 4, 1),
        ("Hồng Vành khuyên", "06157.2024", 4, 1),
        ("Dầu lạc Linh Khôi", district, 3, 7),
        ("Lạp sườn Phong Liên", district, 3, 8),
        ("Gạo nhật J02", district, 3, 3),
        ("Thạch Chu Hạnh", district, 3, 7),
        ("Bún Gấc Lệ Tri", district, 3, 6),
        ("Rượu Hội Hoan", "06151.2024", 3, 14),
        ("Mật ong tự nhiên Phai Nà", district, 3, 4),
    ];
    let mut tx = house.db.begin().await.unwrap();
    for (name, commune, stars, set) in nine {
        let from = ("2020-05-30", "2023-05-29");
        let to = ("2023-05-30", "2026-05-29");
        let producer = "Chủ thể của Văn Lãng";
        put(&mut tx, Fact { name, producer, kind: "household", set, commune, stars, from, to })
            .await;
    }
    tx.commit().await.unwrap();
    house.registry.refresh(&house.db).await.unwrap();
}
