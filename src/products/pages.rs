use axum::extract::{Form, Multipart, Path, State};
use axum::http::Method;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use ocop_rules::accounts::{Act, Place, Role};
use ocop_rules::products::Identity;
use serde::Deserialize;

use super::store::{self, GivenCode, Product, ProductData};
use crate::accounts::Login;
use crate::criteria::{Class, Standards};
use crate::doors::{Doors, Who};
use crate::face::{Errors, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::machinery::files::Files;
use crate::machinery::uploads::{Upload, with_file};
use crate::machinery::{Failure, Revision, Tx};
use crate::producers;

/// The addresses of this room.
pub fn doors() -> Doors {
    const PRODUCER: Who = Who::Only(&[Role::Producer]);
    Doors::new()
        .get("/my/products", PRODUCER, list)
        .get("/my/products/new", PRODUCER, new)
        .post("/my/products", PRODUCER, add)
        .get("/my/products/{id}", PRODUCER, look)
        .get("/my/products/{id}/edit", PRODUCER, edit)
        .post("/my/products/{id}", PRODUCER, save)
        .door(Method::POST, "/my/products/{id}/picture", PRODUCER, with_file(post(give_picture)))
        .get("/my/products/{id}/picture", PRODUCER, picture)
}

/// A product of the producer who asks.
///
/// # Errors
///
/// [`Failure::NotFound`] when it is somebody else's.
pub async fn own(tx: &mut Tx<'_>, login: &Login, id: &str) -> Result<Product, Failure> {
    let product = store::by_id(tx, id).await?;
    login.must(Act::FillDossier, &Place::within(&[]).of_producer(&product.producer))?;
    Ok(product)
}

#[derive(askama::Template)]
#[template(path = "products/list.html")]
struct ListPage {
    frame: Frame,
    products: Vec<(Product, String)>,
}

async fn list(State(house): State<House>, frame: Frame, login: Login) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let products = store::of_producer(&mut tx, login.producer()?).await?;
    let classed = |it: Product| {
        let class = class_label(&house.standards, &it.data.class);
        (it, class)
    };
    let products = products.into_iter().map(classed).collect();
    Ok(show(&ListPage { frame, products })?.into_response())
}

/// A line of Annex I in words: its group and subgroup.
pub fn class_label(standards: &Standards, class: &str) -> String {
    let Some(class) = standards.classification().class(class) else { return class.to_owned() };
    match &class.subgroup {
        Some(subgroup) => format!("{}: {subgroup}", class.group),
        None => class.group.clone(),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ProductForm {
    name: String,
    specification: String,
    class: String,
    story: String,
    description: String,
    revision: Revision,
}

impl ProductForm {
    fn of(product: &Product) -> Self {
        let data = product.data.clone();
        Self {
            name: data.name,
            specification: data.specification,
            class: data.class,
            story: data.story,
            description: data.description,
            revision: product.revision,
        }
    }

    /// What was typed, when it can be kept.
    fn read(&self, standards: &Standards) -> Result<ProductData, Errors> {
        let mut errors = Errors::default();
        let name = self.name.trim();
        match name.chars().count() {
            0 => errors.push("name", "Hãy ghi tên sản phẩm."),
            201.. => errors.push("name", "Tên sản phẩm dài quá 200 ký tự."),
            _ => {}
        }
        let set = standards.set_of_class(&self.class);
        if set.is_none() {
            errors.push("class", "Hãy chọn ngành, nhóm, phân nhóm của sản phẩm (Phụ lục I).");
        }
        if errors.any() {
            return Err(errors);
        }
        Ok(ProductData {
            name: name.to_owned(),
            specification: self.specification.trim().to_owned(),
            class: self.class.clone(),
            set_number: set.map(|it| it.criteria.id().sheet()),
            story: self.story.trim().to_owned(),
            description: self.description.trim().to_owned(),
        })
    }
}

#[derive(askama::Template)]
#[template(path = "products/form.html")]
struct FormPage {
    frame: Frame,
    /// The product that is edited; none for a new one.
    id: Option<String>,
    form: ProductForm,
    industries: Vec<(String, Vec<(Class, u8)>)>,
}

impl FormPage {
    fn new(house: &House, frame: Frame, id: Option<String>, form: ProductForm) -> Self {
        Self { industries: industries(&house.standards), frame, id, form }
    }

    fn address(&self) -> String {
        self.id.as_ref().map_or("/my/products".to_owned(), |id| format!("/my/products/{id}"))
    }

    fn draft(&self) -> String {
        let key = self.id.as_deref().unwrap_or("new");
        format!("product-{key}@{}", self.form.revision)
    }
}

/// Annex I by industry: each line with the sheet that it leads to.
fn industries(standards: &Standards) -> Vec<(String, Vec<(Class, u8)>)> {
    let mut industries: Vec<(String, Vec<(Class, u8)>)> = Vec::new();
    for class in standards.classification().classes() {
        let Some(set) = standards.set_of_class(&class.code) else { continue };
        let name = format!("{}. {}", class.industry, class.industry_name);
        let line = (class.clone(), set.criteria.id().sheet());
        match industries.last_mut() {
            Some((last, lines)) if *last == name => lines.push(line),
            _ => industries.push((name, vec![line])),
        }
    }
    industries
}

async fn new(State(house): State<House>, frame: Frame) -> Result<Response, Failure> {
    Ok(show(&FormPage::new(&house, frame, None, ProductForm::default()))?.into_response())
}

async fn add(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Form(form): Form<ProductForm>,
) -> Result<Response, Failure> {
    let data = match form.read(&house.standards) {
        Ok(data) => data,
        Err(errors) => return refused(&house, frame, None, form, errors),
    };
    let mut tx = house.db.begin().await?;
    if let Some(errors) = is_known(&mut tx, login.producer()?, None, &data).await? {
        drop(tx);
        return refused(&house, frame, None, form, errors);
    }
    let producer = producers::store::by_id(&mut tx, login.producer()?).await?;
    let place = (&producer.data.commune, &producer.data.province);
    let id = store::add(&mut tx, &producer.id, &data, place, house.clock.now()).await?;
    tx.commit().await?;
    Ok(redirect_saying(&format!("/my/products/{id}"), frame.t("Đã thêm sản phẩm.")))
}

fn refused(
    house: &House,
    frame: Frame,
    id: Option<String>,
    form: ProductForm,
    errors: Errors,
) -> Result<Response, Failure> {
    Ok(again(&FormPage::new(house, frame.with(errors), id, form))?.into_response())
}

/// Whether the producer has another product of this very name and specification.
async fn is_known(
    tx: &mut Tx<'_>,
    producer: &str,
    id: Option<&str>,
    data: &ProductData,
) -> Result<Option<Errors>, Failure> {
    let identity = |it: &ProductData| Identity::new(producer, &it.name, &it.specification);
    let products = store::of_producer(tx, producer).await?;
    let mut others = products.iter().filter(|it| Some(it.id.as_str()) != id);
    Ok(others.find(|it| identity(&it.data) == identity(data)).map(|it| {
        let name = &it.data.name;
        Errors::one("name", format!("Chủ thể đã có sản phẩm “{name}” với quy cách này."))
    }))
}

#[derive(askama::Template)]
#[template(path = "products/product.html")]
struct ProductPage {
    frame: Frame,
    product: Product,
    class: String,
    codes: Vec<GivenCode>,
}

async fn look_page(
    house: &House,
    frame: Frame,
    login: &Login,
    id: &str,
) -> Result<ProductPage, Failure> {
    let mut tx = house.db.read().await?;
    let product = own(&mut tx, login, id).await?;
    let codes = store::codes(&mut tx, id).await?;
    let class = class_label(&house.standards, &product.data.class);
    Ok(ProductPage { frame, product, class, codes })
}

async fn look(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    Ok(show(&look_page(&house, frame, &login, &id).await?)?.into_response())
}

async fn edit(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let product = own(&mut tx, &login, &id).await?;
    let form = ProductForm::of(&product);
    Ok(show(&FormPage::new(&house, frame, Some(id), form))?.into_response())
}

async fn save(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(form): Form<ProductForm>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let product = own(&mut tx, &login, &id).await?;
    let data = match form.read(&house.standards) {
        Ok(data) => data,
        Err(errors) => return refused(&house, frame, Some(id), form, errors),
    };
    if let Some(errors) = is_known(&mut tx, &product.producer, Some(&id), &data).await? {
        return refused(&house, frame, Some(id), form, errors);
    }
    store::save(&mut tx, &id, &data, form.revision).await?;
    tx.commit().await?;
    house.registry.nudge();
    Ok(redirect_saying(&format!("/my/products/{id}"), frame.t("Đã lưu sản phẩm.")))
}

async fn give_picture(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    form: Multipart,
) -> Result<Response, Failure> {
    let looked = Upload::read(form).await.and_then(|it| {
        let (name, looked) = it.file("picture")?;
        if looked.media_type.starts_with("image/") {
            return Ok(looked);
        }
        Err(Failure::refused_of(
            "picture",
            format!("Tệp “{name}” không phải là ảnh JPG, PNG, WEBP."),
        ))
    });
    let looked = match looked {
        Ok(looked) => looked,
        Err(Failure::Refused(refusals)) => {
            let errors = refusals.into_iter().map(|it| ("picture".to_owned(), it.sentence));
            let page = look_page(&house, frame.with(errors.collect()), &login, &id).await?;
            return Ok(again(&page)?.into_response());
        }
        Err(failure) => return Err(failure),
    };
    let mut tx = house.db.begin().await?;
    own(&mut tx, &login, &id).await?;
    let kept = house.files.keep(&mut tx, looked, house.clock.now()).await?;
    store::set_picture(&mut tx, &id, &kept.sha256).await?;
    tx.commit().await?;
    house.registry.nudge();
    Ok(redirect_saying(&format!("/my/products/{id}"), frame.t("Đã lưu ảnh sản phẩm.")))
}

async fn picture(
    State(house): State<House>,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let product = own(&mut tx, &login, &id).await?;
    let kept = Files::kept(&mut tx, &product.picture.ok_or(Failure::NotFound)?).await?;
    drop(tx);
    house.files.give(&kept, "anh.jpg").await
}
