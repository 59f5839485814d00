"""Texts of "why?", of the domino, and of the optimal distribution."""

from __future__ import annotations

from models.domain.text import Text

TEXTS: dict[str, Text] = {
    "why.title": Text("Hvorfor?", "Why?"),
    "why.button": Text("Hvorfor?", "Why?"),
    "why.button.tip": Text(
        "Se, hvem der er berørt, hvilke praksis de prøvede, og hvad der stod i vejen",
        "See who is concerned, which practices they tried, and what stood in the way",
    ),
    "why.here": Text("Hvorfor? Borgerne her", "Why? The residents here"),
    "why.here.nobody": Text("Hvorfor? Her bor ingen", "Why? Nobody lives here"),
    "why.flow": Text("{source} → {target}", "{source} → {target}"),
    "why.flow.tip": Text(
        "{n} skifter praksis ad denne vej. Klik for at se hvorfor.",
        "{n} change practice this way. Click to see why.",
    ),
    "why.square": Text("Kvadrat {id}", "Square {id}"),
    "why.practice_in_square": Text("{name}, kvadrat {id}", "{name}, square {id}"),
    "why.tried": Text("Prøvet i denne rækkefølge", "Tried in this order"),
    "why.tried.several": Text("Prøvede praksis", "Practices tried"),
    "why.tried.several.note": Text(
        "Først dem, flest søgte til. Afstanden er gennemsnittet for alle, der søgte hertil, "
        "også dem, der måtte videre.",
        "First those that most tried. The distance is the mean of all who tried here, "
        "those who had to go on among them.",
    ),
    "why.choices": Text("Praksis omkring kvadratet", "Practices around the square"),
    "why.room": Text("plads til {n}", "room for {n}"),
    "why.listed": Text("{n} tilmeldt herfra", "{n} listed from here"),
    "why.further": Text("{n} måtte videre", "{n} looked further"),
    "why.satellite": Text("satellit", "satellite"),
    "why.domino": Text("Vis runde for runde", "Show round by round"),
    "domino.title": Text("Domino", "Domino"),
    "domino.round": Text("Runde {n} af {total}", "Round {n} of {total}"),
    "domino.start": Text("Før første runde", "Before the first round"),
    "domino.before": Text("Forrige", "Previous"),
    "domino.next": Text("Næste", "Next"),
    "domino.keys": Text("Brug også piletasterne ← og →", "The arrow keys ← and → work too"),
    "domino.begins": Text(
        "{name} er nedlagt, og {n} søger ny praksis. De nærmeste kommer først.",
        "{name} has closed down, and {n} seek a new practice. The nearest come first.",
    ),
    "domino.limit": Text(
        "{name} når sin lukkegrænse og lukker. Alle med under {km} til en praksis med plads har "
        "haft deres tur.",
        "{name} reaches its closing limit and closes. All with less than {km} to a practice with "
        "room have had their turn.",
    ),
    "domino.last": Text(
        "Ingen flere praksis bliver fyldt. Den sidste fik plads {km} væk.",
        "No more practices fill up. The last one found a place {km} away.",
    ),
    "domino.intake_closed": Text(
        "Lukkede praksis tager dem, de skal tage: de har færre åbne valg, end reglerne kræver.",
        "Closed practices take those they must take: they have fewer open choices than the rules "
        "ask for.",
    ),
    "domino.placed": Text("Har fået plads", "Placed"),
    "domino.waiting": Text("Søger stadig", "Still seeking"),
    "domino.unplaced": Text("Uden plads", "Unplaced"),
    "domino.took": Text("Tog imod i denne runde", "Took persons in this round"),
    "domino.row": Text("tager imod", "takes persons"),
    "domino.row.limit": Text("tog de sidste pladser og lukker", "gave its last places and closes"),
    "domino.nobody": Text(
        "{name} er nedlagt, og {n} søger ny praksis. Ingen praksis inden for {km} kan tage nogen.",
        "{name} has closed down, and {n} seek a new practice. No practice within {km} can take "
        "anybody.",
    ),
    "optimal.title": Text("Fordel optimalt", "Distribute optimally"),
    "optimal.working": Text(
        "Finder den fordeling, der giver flest plads og kortest vej …",
        "Looking for the distribution with most placed and the shortest way …",
    ),
    "optimal.lead": Text(
        "{name} nedlægges, og {n} tilmeldte skal have en ny praksis.",
        "{name} closes down, and {n} listed patients need a new practice.",
    ),
    "optimal.plain": Text("Nærmeste først", "Nearest first"),
    "optimal.optimal": Text("Optimalt", "Optimal"),
    "optimal.change": Text("Forskel", "Difference"),
    "optimal.placed": Text("Får plads", "Placed"),
    "optimal.unplaced": Text("Uden plads", "Unplaced"),
    "optimal.person_km": Text("Vej i alt, personkm", "Way altogether, person-km"),
    "optimal.mean": Text("Vej i gennemsnit", "Mean way"),
    "optimal.longest": Text("Længste vej", "Longest way"),
    "optimal.gain.persons": Text(
        "{n} flere får plads. Også deres vej tæller med, så vejen i alt kan blive længere.",
        "{n} more find a place. Their way counts too, so the way altogether may become longer.",
    ),
    "optimal.gain.persons.one": Text(
        "1 mere får plads. Vejen i alt kan blive længere.",
        "1 more finds a place. The way altogether may become longer.",
    ),
    "optimal.gain.both": Text(
        "{n} flere får plads, og vejen i alt bliver {km} personkm kortere.",
        "{n} more find a place, and the way altogether becomes {km} person-km shorter.",
    ),
    "optimal.gain.km": Text(
        "Lige mange får plads, og vejen i alt bliver {km} personkm kortere.",
        "As many find a place, and the way altogether becomes {km} person-km shorter.",
    ),
    "optimal.gain.none": Text(
        "Der er intet at vinde: nærmeste først er allerede den bedste fordeling.",
        "There is nothing to gain: nearest first is the best distribution already.",
    ),
    "optimal.caution": Text(
        "Til gengæld må nogle vige pladsen i en nærmere praksis for andre og køre længere.",
        "The price is that some must go on from a nearer practice to make room for others.",
    ),
    "optimal.accept": Text("Nedlæg og fordel optimalt", "Close down and distribute optimally"),
    "app.action.optimal": Text("Nedlæg og fordel optimalt…", "Close and distribute optimally…"),
    "app.action.why": Text("Hvorfor?", "Why?"),
    "app.action.domino": Text("Domino runde for runde", "Domino round by round"),
}
