# Bounds and alarms of the R package surveillance for the series of a file: one series a line, weekly counts with commas.
# The bounds of EARS are written for every fourteenth series, whose number (the first is 0) stands first.
# Rscript reference.R series.csv folder
suppressPackageStartupMessages(library(surveillance))
arguments <- commandArgs(trailingOnly = TRUE)
series <- strsplit(readLines(arguments[1]), ",")
judged <- 576:624

farrington <- list(
  range = judged, b = 5, w = 3, noPeriods = 10, pastWeeksNotIncluded = 26, weightsThreshold = 2.58,
  thresholdMethod = "nbPlugin", alpha = 0.01, trend = TRUE, limit54 = c(5, 4), glmWarnings = FALSE)
ears <- function(method) list(range = judged, method = method, baseline = 7, minSigma = 0, alpha = 0.01)

flexible <- function(data) {
  found <- suppressWarnings(farringtonFlexible(data, farrington))
  list(bound = upperbound(found), alarm = alarms(found))
}
early <- function(data, method) {
  found <- earsC(data, ears(method))
  list(bound = upperbound(found), alarm = alarms(found))
}
text <- function(values, digits) paste(sub("NA|NaN|Inf", "", sprintf(paste0("%.", digits, "g"), values)), collapse = ",")
bits <- function(values) paste(ifelse(is.na(values), 0, as.integer(values)), collapse = "")

all <- lapply(series, function(line) {
  data <- sts(observed = as.numeric(line), frequency = 52, start = c(2000, 1))
  list(flexible = flexible(data), C1 = early(data, "C1"), C2 = early(data, "C2"), C3 = early(data, "C3"))
})
write <- function(name, lines) writeLines(lines, file.path(arguments[2], name))
write("flexible.csv", sapply(all, function(one) paste(bits(one$flexible$alarm), text(one$flexible$bound, 8), sep = ";")))
write("ears-alarms.csv", sapply(all, function(one)
  paste(bits(one$C1$alarm), bits(one$C2$alarm), bits(one$C3$alarm), sep = ";")))
kept <- seq(1, length(all), by = 14)
write("ears-bounds.csv", sapply(kept, function(at)
  paste(at - 1, text(all[[at]]$C1$bound, 15), text(all[[at]]$C2$bound, 15), text(all[[at]]$C3$bound, 15), sep = ";")))
cat("surveillance", as.character(packageVersion("surveillance")), "on", R.version.string, "\n")
