//! From a sheet to a rank: the rules of criteria and councils, told on a small sample.

#![cfg(test)]

mod hearings;
mod properties;
mod ranks;
mod sample;
mod sets;
mod stages;
mod visits;
