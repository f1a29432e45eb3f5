//! The search: what a person types, found in names, producers, units and codes.
//!
//! The number of a document is the place of its product, so the index holds no product.

use std::sync::Arc;

use ocop_rules::products::{fold, tone_key};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::directory::RamDirectory;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, FuzzyTermQuery, Occur,
    PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, WhitespaceTokenizer};
use tantivy::{DocId, IndexReader, Score, SegmentOrdinal, SegmentReader, TantivyDocument, Term};

use super::kept::{Producer, Product};
use super::places::Places;

const WORDS: &str = "words";
/// The memory in which the index is written.
const WRITER_BYTES: usize = 64_000_000;
/// A shorter word is too like too many others to be forgiven a letter.
const FORGIVEN_LETTERS: usize = 4;
/// Nobody types more.
const MOST_WORDS: usize = 12;

/// The index over the products of one picture.
pub(super) struct Index {
    reader: IndexReader,
    fields: Fields,
}

/// A name counts more than what goes with it; each without tones, and with.
#[derive(Clone, Copy)]
struct Fields {
    name: Field,
    name_toned: Field,
    more: Field,
    more_toned: Field,
}

/// A product that was found, and how well; the order of equals is the registry's.
pub(super) type Hit = (Score, u32);

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").finish_non_exhaustive()
    }
}

impl Index {
    /// Makes the products findable.
    pub(super) fn of(
        products: &[Arc<Product>],
        producers: &[Producer],
        places: &Places,
    ) -> anyhow::Result<Self> {
        let (schema, fields) = schema();
        let words = TextAnalyzer::from(WhitespaceTokenizer::default());
        let tokenizers = tantivy::tokenizer::TokenizerManager::default();
        tokenizers.register(WORDS, words);
        let mut writer = tantivy::Index::builder()
            .schema(schema)
            .tokenizers(tokenizers)
            .single_segment_index_writer(RamDirectory::create(), WRITER_BYTES)?;
        for product in products {
            writer.add_document(document(fields, product, producers, places))?;
        }
        Ok(Self { reader: writer.finalize()?.reader()?, fields })
    }

    /// The products in which every typed word is found, each with how well, in no order.
    pub(super) fn search(&self, typed: &str) -> anyhow::Result<Vec<Hit>> {
        let searcher = self.reader.searcher();
        if searcher.num_docs() == 0 {
            return Ok(Vec::new());
        }
        let folded = fold(typed);
        let toned = tone_key(typed);
        let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (word, toned) in folded.split(' ').zip(toned.split(' ')).take(MOST_WORDS) {
            parts.push((Occur::Must, self.word(word, toned)));
        }
        for (field, text, score) in
            [(self.fields.name_toned, &toned, 40.0), (self.fields.name, &folded, 20.0)]
        {
            let terms: Vec<Term> =
                text.split(' ').map(|it| Term::from_field_text(field, it)).collect();
            if 1 < terms.len() {
                parts.push((Occur::Should, scored(PhraseQuery::new(terms), score)));
            }
        }
        Ok(searcher.search(&BooleanQuery::new(parts), &AllHits)?)
    }

    /// One word: exact tones first, then without tones, then its beginning, then but for a letter.
    fn word(&self, word: &str, toned: &str) -> Box<dyn Query> {
        let Fields { name, name_toned, more, more_toned } = self.fields;
        let exact = |field, text: &str| {
            TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic)
        };
        let begins =
            |field| FuzzyTermQuery::new_prefix(Term::from_field_text(field, word), 0, true);
        let mut ways: Vec<Box<dyn Query>> = vec![
            scored(exact(name_toned, toned), 16.0),
            scored(exact(name, word), 8.0),
            scored(begins(name), 4.0),
            scored(exact(more_toned, toned), 3.0),
            scored(exact(more, word), 2.0),
            scored(begins(more), 1.0),
        ];
        if FORGIVEN_LETTERS <= word.len() {
            let near = |field| FuzzyTermQuery::new(Term::from_field_text(field, word), 1, true);
            ways.push(scored(near(name), 1.5));
            ways.push(scored(near(more), 0.5));
        }
        // The best way counts alone: equals then stand as the registry does, certified ones first.
        Box::new(DisjunctionMaxQuery::new(ways))
    }
}

fn scored(query: impl Query, score: Score) -> Box<dyn Query> {
    Box::new(BoostQuery::new(Box::new(ConstScoreQuery::new(Box::new(query), 1.0)), score))
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let mut field = |name: &str, record| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(WORDS)
            .set_fieldnorms(false)
            .set_index_option(record);
        schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
    };
    let fields = Fields {
        name: field("name", IndexRecordOption::WithFreqsAndPositions),
        name_toned: field("name-toned", IndexRecordOption::WithFreqsAndPositions),
        more: field("more", IndexRecordOption::Basic),
        more_toned: field("more-toned", IndexRecordOption::Basic),
    };
    (schema.build(), fields)
}

fn document(
    fields: Fields,
    product: &Product,
    producers: &[Producer],
    places: &Places,
) -> TantivyDocument {
    let producer = usize::try_from(product.producer).ok().and_then(|it| producers.get(it));
    let mut more = producer.map_or_else(String::new, |it| it.name.to_string());
    for text in product.words().skip(1) {
        more.push(' ');
        more.push_str(text);
    }
    let mut document = TantivyDocument::new();
    document.add_text(fields.name, fold(&product.name));
    document.add_text(fields.name_toned, tone_key(&product.name));
    document.add_text(fields.more, fold(&more));
    document.add_text(fields.more_toned, tone_key(&more));
    if let Some(place) = places.get(product.place) {
        document.add_text(fields.more, &place.folded);
        document.add_text(fields.more_toned, &place.toned);
    }
    document
}

/// Collects whatever is found: facets are counted over all of it.
struct AllHits;

impl Collector for AllHits {
    type Fruit = Vec<Hit>;
    type Child = SegmentHits;

    fn for_segment(&self, _: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<SegmentHits> {
        Ok(SegmentHits(Vec::new()))
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Vec<Hit>>) -> tantivy::Result<Vec<Hit>> {
        Ok(segments.into_iter().flatten().collect())
    }
}

struct SegmentHits(Vec<Hit>);

impl SegmentCollector for SegmentHits {
    type Fruit = Vec<Hit>;

    fn collect(&mut self, document: DocId, score: Score) {
        self.0.push((score, document));
    }

    fn harvest(self) -> Vec<Hit> {
        self.0
    }
}
