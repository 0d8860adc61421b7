import { formatNumber } from "../text/format-number.ts";

// The English of other people's folders: the same names as in `ko.ts`, whose comments hold here too. No particle
// depends on a word here, so what is handed in to choose one is not asked for.

const plural = (count: number, one: string, many = `${one}s`) =>
  `${formatNumber(count)} ${count === 1 ? one : many}`;

// Everywhere

export const language = "en";
export const locale = "en_US";
export const siteName = "Whale Notes";
export const notes = "Notes";
export const allNotes = "All notes";
export const labs = "Labs";
export const glossary = "Glossary";
export const sources = "Sources";
export const corrections = "Corrections";
export const versions = "Versions";
export const cheatSheet = "Cheat sheet";
export const original = "Original note";
export const search = "Search";
export const share = "Share";
export const shareOf = (name: string) => `Share ${name}`;
export const close = "Close";
export const tryAgain = "Try again";
export const next = "Next";
export const note = "Note";
export const figure = "Figure";
export const table = "Table";
export const code = "Code";
export const inPreparation = "In preparation";
export const inPreparationAfter = " (in preparation)";
export const minutes = (count: number) => `${count} min`;
export const sectionCount = (count: number) => plural(count, "section");
export const otherSpellings = (names: readonly string[]) => `Also written · ${names.join(", ")}`;
export const sourceLabel = (number: number | string | undefined, title: string) =>
  `Source ${number}: ${title}`;

// Around every page

export const skipToText = "Skip to the text";
export const oldBrowser =
  "This browser is too old for the design, search and labs. All of the text can be read.";
export const breadcrumbs = "Breadcrumbs";
export const listOfNotes = "List of notes";
export const mainMenu = "Main menu";
export const openSearch = "Search notes and commands";
export const searchField = "What to look for";
export const searchPlaceholder = "Words or a command";
export const switchTheme = "Change the theme";
export const themeButton = { system: "Auto", light: "Light", dark: "Dark" };
export const keptOnDevice = "All records stay on this device.";
export const sidebarHeading = (count: number) => plural(count, "note");
export const sidebarWhole = (count: number) => `See all ${plural(count, "note")}`;
export const placeOnPath = <T>(path: T, at: number, of: number) => [
  `Note ${at} of ${of} on the path `,
  path,
  ".",
];
export const otherPaths = "Other paths";

// The reader's settings

export const settings = "Display settings";
export const settingsMark = "Aa";
export const settingsTheme = "Theme";
export const settingsThemes = { system: "As the device", light: "Light", dark: "Dark" };
export const settingsNames = {
  size: "Text size",
  leading: "Line spacing",
  width: "Text width",
  font: "Font",
  terms: "Terms",
  motion: "Motion",
  keys: "One-letter shortcuts",
};
export const settingsChoices = {
  size: { small: "Small", usual: "Usual", large: "Large", largest: "Largest" },
  leading: { tight: "Tight", usual: "Usual", loose: "Loose" },
  width: { narrow: "Narrow", usual: "Usual", wide: "Wide" },
  font: { usual: "Sans", serif: "Serif" },
  terms: { usual: "Korean", both: "Both", english: "English" },
  motion: { usual: "As the device", less: "Less" },
  keys: { usual: "On", off: "Off" },
};
export const settingsReset = "Reset";
export const settingsKept = "Kept on this device only, also for the next visit.";

// What can be done on a page

export const palette = {
  title: "Actions and shortcuts",
  find: "Find an action",
  offered: "To do here",
  none: "There is no such action here. To look for text, open search.",
  keys: "Shortcuts",
  copyAddress: "Copy the address of this page",
  print: "Print",
  review: "Review",
  mine: "My records",
  home: "Home",
  go: (page: string) => `Go to: ${page}`,
  also: {
    search: ["find"],
    next: ["forward"],
    previous: ["back"],
    lab: ["lab"],
    copy: ["copy", "link", "url"],
    share: ["send"],
    print: ["pdf", "paper"],
    theme: ["theme", "dark mode"],
    settings: ["settings", "font", "text size"],
    review: ["cards"],
    mine: ["my", "data"],
    offline: ["offline", "keep"],
    notes: ["list"],
    labs: ["labs"],
    glossary: ["terms"],
    map: ["map"],
    home: ["start"],
  },
  keyList: [
    [["/"], "Search"],
    [["Ctrl K", "⌘ K"], "Search"],
    [["?"], "Actions and shortcuts (in search: >)"],
    [["Enter"], "Enter a figure and see its parts one by one"],
    [["←", "→"], "One step in a lab, the next part in a figure"],
    [["Esc"], "Close, leave a figure"],
  ],
} as const;

// Without a line

export const offline = "Reading offline";
export const offlineLost = "There is no connection now";
export const offlineLead =
  "What you have read opens again without a connection. To read on a plane or underground, keep a whole subject.";
export const offlineLostLead =
  "This page is not on this device yet. Open it again once there is a connection. The pages below can be read now.";
export const offlineSubjects = "Keep";
export const offlineKept = "On this device";
export const offlineAll = "All subjects";
export const offlineKeep = "Keep";
export const offlineKeepRest = "Keep the rest";
export const offlineKeepSubject = "Keep this subject";
export const offlineRemove = "Remove";
export const offlineState = (count: number, of: number, bytes: number) =>
  count === of
    ? `All ${plural(of, "page")} are kept`
    : `${count} of ${plural(of, "page")} · about ${bytes < 100_000 ? "0.1" : (bytes / 1_000_000).toFixed(1)} MB`;
export const offlineFailed = "Some pages could not be kept. Check the connection and press again.";
export const offlineNeedsScript = "Keeping pages needs JavaScript.";
export const offlineNoCaches = "This browser cannot keep pages on the device.";
export const hitAway = "Opens with a connection";
export const noteChanged = "Some text has changed. Reload to see it.";

// What could not be loaded

export const searchNotLoaded = "Search could not be loaded. Please open it again.";
export const partNotLoaded = "This could not be loaded. Please press again.";
export const islandNotLoaded =
  "The script that makes this part move could not be loaded. The text can be read as it is. ";

// Home

export const homeTitle = ["From containers to hardware,", "one layer at a time"] as const;
export const homeLead = <T>(count: number, meanings: (text: string) => T) => [
  `Docker, Kubernetes, hypervisors and microservices in ${plural(count, "note")}. New words come with their `,
  meanings("meaning"),
  ", facts with their sources.",
];
export const homeLeadOfOthers = (count: number) => `A collection of ${plural(count, "note")}.`;
export const resumeReading = "Continue reading";
export const fromTheStart = "From the start";
export const readingTime = "Reading time";
export const readingMinutes = (count: number | undefined) => `${count} min read`;
export const routeChart = "Route chart";
export const routeChartLabel = "Route chart of the notes";
export const routeChartLead = "Read from left to right, along the lines.";
export const asList = "As a list";
export const routeChartNote = <T>(strong: (text: string) => T) => [
  "Numbers are the recommended order. From ",
  strong("note 4"),
  " there are four ways on, and dotted lines join notes that are good to know together.",
];
export const routeInOrder = "Reading order";
export const routeAlso = "Also needed";
export const routePlanned = "In preparation";
export const whereToStart = "Where to start";
export const pathIsRead = "You have read all notes of this path.";
export const readFrom = (number: number | undefined, time: number) =>
  `Read from note ${number} · ${time} min`;
export const strataLabel = "Layers of a shared computer";
export const strataLab = "See this state in the lab";
export const strata = {
  services: {
    name: "Service",
    about: "load balancing, ingress",
    adds: "Gives an address that stays while pods change, and shares requests among them.",
    measured: "Time until 99 of 100 equal requests are answered (p99)",
    without: "sent anywhere",
    with: "sent where it is quiet",
    short: (count: number) => `p99 ${count} ms`,
    amount: (count: number) => `${formatNumber(count)} ms`,
  },
  pods: {
    name: "Pod",
    about: "what Kubernetes places",
    adds: "Say how many you want; whenever some are missing, new ones are made.",
    measured: "Until three pods are ready again",
    without: "a node fails",
    with: "a pod is deleted",
    short: (count: number) => `back in ${count} s`,
    amount: (count: number) => `${count} s`,
  },
  containers: {
    name: "Container",
    about: "images, layers, volumes",
    adds: "Packs an app and what it rests on in layers. Layers that are there are not pulled again.",
    measured: "What pulling an image transfers",
    without: "the first time",
    with: "with the same base",
    short: (count: number) => `only ${count} MB`,
    amount: (count: number) => `${count} MB`,
  },
  kernel: {
    name: "Kernel",
    about: "namespaces and cgroups",
    adds: "One operating system for many: namespaces divide what is seen, cgroups what is used.",
    measured: "Apps of 256 MiB on a server of 64 GiB",
    without: "a VM each",
    with: "as containers",
    short: (count: number) => `${count} apps`,
    amount: (count: number) => `${count}`,
  },
  hypervisor: {
    name: "Hypervisor",
    about: "one machine, many systems",
    adds: "Shows one machine as many, and translates addresses by two sets of tables for it.",
    measured: "Reads of tables for one address that the TLB does not know",
    without: "no virtualization",
    with: "in a VM",
    short: (count: number) => `${count} reads`,
    amount: (count: number) => `${count}`,
  },
  hardware: {
    name: "Hardware",
    about: "CPU, memory, disk",
    adds: "Turns the addresses of programs into places in memory. The TLB remembers what was found.",
    measured: "Reads of tables for one address",
    without: "in the TLB",
    with: "for the first time",
    short: (count: number) => `${count} reads`,
    amount: (count: number) => `${count}`,
  },
} as const;

export const pageAbout = {
  notes: "All notes by subject.",
  glossary:
    "The meanings of the terms in the notes, their other spellings and the sections that explain them.",
  map: "How the concepts rest on each other, what to know first and what to compare, by subject.",
  search: "Finds notes, terms and commands, by other spellings and with slips too.",
  review: "Asks cards and terms again when you are about to forget. All records stay on your device.",
  my: "See, carry and delete all that this site has left on the device.",
};

// What programs are told of the site (`llms.txt`)

export const copiesBelow = (own: boolean): string =>
  own
    ? "The links below are Markdown copies of the notes. The notes are in Korean; what they cite is in footnotes."
    : "The links below are Markdown copies of the notes.";
export const copyOfSection = (example: string) =>
  `For one section alone write its id in place of \`index\`: \`${example}\``;
export const termsAndSources = "Terms and sources";
export const termsData = "Data of the glossary";
export const aboutTermsData = "A JSON-LD file of all terms with their meanings and other spellings.";
export const labNamed = (title: string) => `${title} (lab)`;

// Lists of notes, labs, sources, corrections; pages that are gone

export const notesLead = "Numbers are the recommended reading order.";
export const noteSize = (time: number, sections: number) => `${time} min · ${plural(sections, "section")}`;
export const labsLead = (count: number, time: number) =>
  `Try what you have read. ${plural(count, "lab")} follow the rules of the real systems, and every state has an address to send. All of them take about ${Math.max(1, Math.round(time / 60))} hours.`;
export const labsAndMinutes = (count: number, time: number) => `${plural(count, "lab")} · ${time} min`;
export const subjectsOfLabs = "Subjects of the labs";
export const afterwards = "Afterwards";
export const goalCount = (count: number) => plural(count, "goal");
export const goalsMetOf = (met: number, count: number) =>
  met === 0
    ? goalCount(count)
    : met < count
      ? `${met} of ${goalCount(count)} met`
      : `${goalCount(count)} met`;
export const solvedIn = (steps: number) => `Solution in ${plural(steps, "step")}`;
export const chooseLabs = "Choose labs";
export const byTime = "Time it takes";
export const labTimes = { all: "All", short: "Up to 5 min", middle: "6–10 min", long: "Longer" } as const;
export const byGoals = "What I have done";
export const labGoals = { all: "All", open: "Goals left", met: "All met" } as const;
export const labsShown = (shown: number, count: number) =>
  shown === 0
    ? "No lab fits."
    : shown === count
      ? plural(count, "lab")
      : `${shown} of ${plural(count, "lab")}`;
export const noSuchLab = "No lab fits all that was chosen.";
export const allLabs = "Show all";
export const metInSteps = (count: number) => `met in ${plural(count, "step")}`;
export const labTitle = (title: string) => `${title} (lab)`;
export const sourcesLead = (count: number) =>
  `The ${plural(count, "source")} that the notes cite, by subject, each with the sections that rest on it and the day it was checked.`;
export const sourceChecked = (date: string) => `checked ${date}`;
export const correctionsLead = (count: number) =>
  `${plural(count, "common explanation")} put right: what is said, what is accurate, and why, with sources.`;
export const versionsLead = (count: number) =>
  `${plural(count, "version and change", "versions and changes")} of products that the notes name, with sources and the day they were checked.`;
export const cheatSheetLead =
  "The commands and tables of the notes in one place. A title leads to the section that explains it; the page can be printed as it is.";
export const noCheatSheet = "There are no commands or tables to gather yet.";
export const howCheatSheetComes = "They are gathered from sections whose heading ends in [#name ref].";
export const originalLead =
  "This site grew from this one note. It stands here line by line; open a line to see how it is explained now.";
export const noOriginal = "There is no original note.";
export const emptyLine = "(empty line)";
export const seeOriginal = "See the original note line by line";
export const noVersions = "No versions are written down.";
export const jumpToProduct = "Jump to a product";
export const noCorrections = "There are no corrections.";
export const howCorrectionsCome = "Corrections that notes make are gathered here.";
export const correctionWas = "Commonly said";
export const correctionNow = "Accurate";
export const correctionWhy = "Why";
export const seeInNote = "See it in the note";
export const seeInNoteLabel = (section: string) => `See it in the note: ${section}`;
export const jumpToSubject = "Jump to a subject";
export const noSuchAddress = "No such address";
export const lostTitle = "There is no such page";
export const lostLead = "The address may be mistyped, or the note may have another name now.";
export const lostSearch = "Search for something else";
export const lostAll = "To see the notes in their order:";
export const lostNearest = "Did you look for this note?";
export const movedTerms = "Terms that moved";
export const movedVersions = "Entries that moved";
export const movedSections = "Sections that moved";
export const movedNoteTitle = (title: string) => `Moved: ${title}`;
export const movedNoteAbout = (title: string) => `This note has moved. It is now part of ${title}.`;
export const movedNote = "This note has moved";
export const movedWhole = "It is read here now";
export const movedInParts = "It was divided among these notes";
export const movedBySection = "Where each section went";

// Glossary

export const glossaryLead = (count: number) =>
  `${plural(count, "term")} of the notes with their meanings, other spellings and the sections that explain them.`;
export const terms = "Terms";
export const filterTerms = "Filter the terms";
export const filterTermsPlaceholder = "A term or an abbreviation";
export const jumpToLetter = "Jump to a letter";
export const koreanLetters = "Korean";
export const englishLetters = "English";
export const noSuchTerm = "There is no such term.";
export const howToFilterTerms = "Try another spelling.";
export const byEnglishName = "By English name";
export const abbreviations = <T>(names: T) => ["Abbreviation · ", names];
export const termCount = (count: number) => plural(count, "term");
export const explainedIn = "Explained in";

// Concept map

export const conceptMap = "Concept map";
export const conceptMapLead = (count: number) =>
  `How ${plural(count, "concept")} rest on each other, by subject. What is on the left helps to understand what is on the right. A name leads to its meaning in the list below.`;
export const noConcepts = "There are no concepts to join yet.";
export const howConceptsCome =
  "The map is made of needs, partOf, contrasts and replaces of the terms in the glossary.";
export const conceptFilter = "Filter the concepts";
export const conceptRelations = "Relations shown";
export const conceptLegendNeeds = "Known first";
export const conceptLegendParts = "Whole and part";
export const conceptLegendGuest = "Of another subject";
export const conceptChartFor = (subject: string) =>
  `Concept map of ${subject}. The list below says the same.`;
export const conceptCount = (count: number) => plural(count, "concept");
export const conceptWay = (count: number) => `The way here · ${plural(count, "concept")}`;
export const conceptWayLeft = (left: number, count: number) =>
  left === 0 ? `The way here · all ${count} passed` : `The way here · ${left} of ${count} left`;
export const compareWith = (other: string) => `Compare with ${other}`;
export const ownProgress = "My progress";
export const noProgressYet = "What you read and review shows here.";
export const conceptStates = {
  all: "All",
  due: "Due",
  known: "Known",
  read: "Read",
  next: "Next to learn",
};
export const conceptsOfNote = "Concepts of this note";
export const onTheMap = "See it on the map";
export const relationWords = {
  needs: "Before it",
  neededBy: "After it",
  partOf: "Part of",
  parts: "Parts",
  contrasts: "Compare",
  replaces: "Replaces",
  replacedBy: "Replaced by",
};
export const relationFilters = {
  needs: "Before and after",
  partOf: "Whole and part",
  contrasts: "Compare",
  replaces: "Replaces",
};

// A note

export const sectionsOfNote = "Sections of this note";
export const shareNote = "Share this note";
export const shareSection = "Share this section";
export const shareTable = "Share the table";
export const prerequisites = "Read first";
export const contains = "Contains";
export const containsCount = (sections: number, figures: number) =>
  figures > 0 ? `${plural(sections, "section")} · ${plural(figures, "figure")}` : plural(sections, "section");
export const factsChecked = "Facts checked";
export const questionsAnswered = "What this note answers";
export const relatedNotes = "Read together";
export const backlinks = "What links here";
export const wholeNote = "The whole note";
export const printedLinks = "Addresses of links";
export const neighbours = "Previous and next note";
export const previousNote = "Previous note";
export const nextNote = "Next note";
export const noteTooLarge = "The note is too large to be shown.";
export const noteBroken = "The note holds something to be mended and is not shown.";
export const findings = "To mend";
export const findingCount = (count: number) => `${count} to mend`;
export const figureNumber = (number: string) => `Figure ${number}`;
export const tableNumber = (number: string) => `Table ${number}`;
export const figureAsText = "As text";
export const goesOn = "It goes on sideways";
export const footnotes = "Footnotes";
export const backToText = "Back to the text";
export const thisParagraph = "this paragraph";
export const figureGroup = "Group";
export const figureRest = "Others";
export const figureItems = "Items";
export const formula = "Formula";
export const figureElsewhere = "Picture elsewhere";
export const figureLost = "The picture cannot be found";
export const figureLostLabel = (about: string) => `The picture cannot be found. ${about}`.trim();
export const kindOfFile = (href: string, bytes: number) =>
  `${/\.([a-z\d]+)$/i.exec(href)?.[1]?.toUpperCase() ?? ""} file, ${sizeOfFile(bytes)}`.trim();
export const fileOfSize = (name: string, bytes: number) => `${name} (${sizeOfFile(bytes)})`;
const sizeOfFile = (bytes: number) =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
export const enlargePicture = (about: string) => (about ? `Enlarge: ${about}` : "Enlarge the picture");
export const writtenBy = "By";
export const writtenOn = "Written";
export const calloutNote = "Note";
export const calloutTip = "Tip";
export const calloutWarning = "Warning";
export const calloutInfo = "Info";
export const calloutImportant = "Important";
export const calloutTodo = "To do";
export const calloutAbstract = "Summary";
export const calloutQuestion = "Question";
export const calloutExample = "Example";
export const calloutQuote = "Quote";
export const calloutDetails = "Details";
export const calloutSuccess = "Success";
export const calloutDanger = "Danger";
export const calloutFailure = "Failure";
export const calloutBug = "Bug";
export const allTags = "Tags";
export const tagsLead = (count: number) => `${plural(count, "tag")} of the notes.`;
export const calloutVersion = "Version";
export const calloutCorrection = "Correction";
export const calloutSummary = "At a glance";
export const foldedReference = (tables: number, codes: number, figures: number) =>
  [
    "Reference",
    tables > 0 && plural(tables, "table"),
    codes > 0 && `${codes} code`,
    figures > 0 && plural(figures, "figure"),
  ]
    .filter(Boolean)
    .join(" · ");
export const codeOfShell = "Shell";
export const codeOfTerminal = "Terminal";
export const codeOfSettings = "Settings";
export const codeOfText = "Text";
export const copy = "Copy";

// A lab that stands in the text of a note

export const liveByKey = <T>(key: (name: string) => T) => [
  key("←"),
  " ",
  key("→"),
  " one step · with ",
  key("Shift"),
  " ten · ",
  key("Home"),
  " first value",
];
export const liveByTouch = "Push the number sideways to change it.";
export const liveFirst = "First value";
export const liveLarge = "Open it in the lab";
export const shareLive = "Share the figure as it is";

// Figures

export const figureTools = (figureName: string) => `Tools of ${figureName}`;
export const enlarge = "Enlarge";
export const stepThrough = "Step through";
export const elementGone = "The part that the address named is no longer here.";
export const unknownView = "The address names a view that is not known; here is the figure.";
export const namelessElement = "part without a name";
export const previousStep = "Previous";
export const showAllSteps = "Show all";
export const stepByStep = "Step by step";
export const allSteps = (count: number) => `all ${plural(count, "step")}`;
export const seeingAllSteps = "You see all steps. Press Next to follow them from the start.";
export const notCopied = "It could not be copied. Please allow the clipboard.";
export const elementSpoken = (label: string, isLink: boolean, at: number, of: number) =>
  `${label}${isLink ? ", link" : ""} (${at}/${of})`;
export const keysOfFigure = "Enter part by part · arrows move · Esc leave";
export const leftFigure = "Left the parts of the figure.";
export const stageLabel = "Figure. Arrows move it, plus and minus change its size, 0 shows all of it.";
export const size = "Size";
export const sizeSpoken = (percent: string | null) => `size ${percent}`;
export const elementChosen = (label: string) => `Chosen: ${label}`;
export const savedSvg = "Saved as an SVG file.";
export const savedPng = "Saved as a PNG file.";
export const noPng = "The PNG could not be made. Please save it as SVG.";
export const copiedSvg = "SVG copied.";
export const smaller = "Smaller";
export const larger = "Larger";
export const fit = "Fit";
export const takeAway = "Take away";
export const copySvg = "Copy SVG";
export const saveSvg = "Save SVG";
export const savePng = "Save PNG";

// Search

export const searchNeedsScript = <T>(toGlossary: (text: string) => T, toNotes: (text: string) => T) => [
  "Search needs JavaScript. You can also look in the ",
  toGlossary("glossary"),
  " and the ",
  toNotes("list of notes"),
  ".",
];
export const searchNeedsScriptHere = <T>(toNotes: (text: string) => T) => [
  "Search needs JavaScript. You can also look in the ",
  toNotes("list of notes"),
  ".",
];
export const searchNotStarted = "Search could not be started. Please try again.";
export const searchIndexNotLoaded =
  "The search index could not be loaded. Check the connection and try again.";
export const searchFilters = "Filters";
export const searchResults = "Results";
export const searchPreview = "Preview";
export const shareChosenResult = "Share the chosen result";
export const shareSearch = "Share this search";
export const keyChoose = "choose";
export const keyOpen = "open";
export const keyNewTab = "new tab";
export const keyCopyLink = "copy link";
export const searchInManyWays = "Many ways to search";
export const searchLiterally = "Search literally";
export const searchedLiterally = "Searched literally.";
export const noResults = "No results.";
export const resultCount = (count: number) => plural(count, "result");
export const copiedResult = "The address of the result was copied.";
export const foundInText = "text";
export const foundInFigure = "figure";
export const foundInTitle = "title";
export const tabAll = "All";
export const tabSections = "Sections";
export const tabData = "Tables and code";
export const readAsInitials = "Initials";
export const readAsKeyboard = "Keyboard";
export const readAsAlias = "Other name";
export const readAsTypo = "Spelling";
export const readAsSound = "Other spelling";
export const readAsCompletion = "Completion";
export const howRead = <T>(kind: string, from: string, to: string, strong: (text: string) => T) => [
  `${kind}: `,
  strong(from),
  " was read as ",
  strong(to),
  ".",
];
export const nothingFits = <T>(query: string, strong: (text: string) => T) => [
  "Nothing fits ",
  strong(`“${query}”`),
  ".",
];
export const nearConcepts = "Concepts with similar names";
export const recentPlaces = "Seen lately";
export const placeKinds = { section: "Section", figure: "Figure", lab: "Lab", term: "Term" };
export const recentQueries = "Recent searches ";
export const forget = "Forget";
export const searchAlsoFinds = "This works too";
export const searchExamples = [
  ["kub", "the beginning of a word"],
  ["kuberentes", "with a slip"],
  ["k8s", "an abbreviation"],
  ["ㅏㅕㅠ", "on the wrong keyboard"],
  ["kubectl rollout undo", "a command as it is"],
] as const;
export const askedOften = "Often asked";
export const popularQuestions = [
  "pod does not start",
  "docker and kubernetes",
  "smaller images",
  "data of a deleted container",
  "what is HPA",
] as const;
export const areNotHere = (names: readonly string[]) =>
  `${names.join(", ")} ${names.length === 1 ? "is" : "are"} not in these notes.`;
export const nearPlaces = "Here is what comes close.";
export const goOnFrom = <T>(toGlossary: (text: string) => T, toNotes: (text: string) => T) => [
  "You can go on from the ",
  toGlossary("glossary"),
  " or the ",
  toNotes("list of notes"),
  ".",
];

// Sharing

export const sharedSentenceChanged = (inSection: boolean) =>
  `The sentence has changed. Please read it in this ${inSection ? "section" : "note"}.`;
export const sharedSentenceEdited = "This sentence was edited a little since.";
export const address = "Address";
export const textToCopy = "Text to copy";
export const copied = "Copied.";
export const copiedAddress = "The address was copied.";
export const theAddress = "the address";
export const notSent = "It could not be sent. Copy the address and send that.";
export const copyMarkdown = "Copy as a Markdown link";
export const copyMarkdownForm = "[title](address)";
export const copiedMarkdown = "The Markdown link was copied.";
export const theLink = "the link";
export const copyQuotation = "Copy the sentence with its source";
export const copyQuotationForm = "quotation";
export const copiedQuotation = "The sentence and its source were copied.";
export const theText = "the text";
export const sendElsewhere = "Send with another app";
export const sendElsewhereTo = "messages, mail";
export const copyByHand = "Copy by hand";
export const pressToCopy = (what: string) => `Press and hold ${what} to copy it.`;
export const pressKeysToCopy = (what: string) => `Selected ${what}. Copy with Ctrl C (⌘ C on a Mac).`;
export const sharedCard = (title: string) => `Card: ${title}`;
export const aboutCard = "Chats show this picture and the first sentence.";
export const copiedFrom = "Copied from";
export const toThisSection = "Go to this section";
export const shareSentence = "Share this sentence";
export const shareSentenceByKey = "Press Tab to share the sentence that is selected.";
export const searchFor = (query: string) => `Search for “${query}”`;
export const shareThisTable = "Share this table";
export const shareThisCode = "Share this code";
export const shareFigure = "Share this figure";
export const shareElement = "Share the chosen part";
export const shareTerm = "Share this term";
export const shareLab = "Share this lab";
export const shareResult = "Share this result";

export const quotedFrom = (noteTitle: string, title: string) =>
  [title, noteTitle]
    .map((name) => name && `“${name}”`)
    .filter(Boolean)
    .join(" in ");

// What is promised to everybody

export const accessibility = "Accessibility";
export const accessibilityLead = (tested: number, of: number) =>
  `The ${of} criteria of WCAG 2.2, levels A and AA, and the 33 items of KWCAG 2.2, one by one. ${tested} are kept by tests that fail when the promise is broken.`;
export const accessibilityStands = {
  tested: "Kept by tests",
  looked: "Looked at by hand",
  none: "Does not apply",
  missing: "Not wholly kept",
};
export const accessibilityCount = (stand: string, count: number) => `${stand}: ${count}`;
export const accessibilityTests = (count: number) => plural(count, "test");
export const lookedOn = (date: string) => `looked at on ${date}`;
export const keptByCriteria = "WCAG ";
export const wcag = "WCAG 2.2";
export const kwcag = "KWCAG 2.2";
export const notKeptFirst = "Not wholly kept";
export const skipBench = "Skip past the lab";

// A lab's page

export const kindSimulator = "Simulator";
export const kindExercise = "Exercise";
export const kindChooser = "Chooser";
export const kindCalculator = "Calculator";
export const labWatch = "What to watch";
export const labLearns = "What you will be able to do";
export const labLimits = "What the model leaves out";
export const labOfSections = <T>(sections: T) => ["Try what ", sections, " explains."];

// The bench of a lab

export const scenario = "Scenario";
export const steps = "Steps";
export const toStart = "To the start";
export const stepBack = "Back";
export const pause = "Pause";
export const play = "Play";
export const stop = "Stop";
export const stepSpoken = (at: number, of: number, sentence: string) => `Step ${at} of ${of}. ${sentence}`;
export const labNeedsScript = "To set the lab going, JavaScript is needed. What you see is how it begins.";
export const stepsAsText = "Read the steps as text";
export const earlierSteps = (last: number) => `Steps up to ${last} are seen by going there.`;
export const laterSteps = "Later steps are shown once your guess has been compared.";
export const ownDeed = "done by you";
export const stateAsTables = "See the state as tables";
export const tableOf = (caption: string) => `Table: ${caption}`;
export const noRows = "none";
export const addressOfState = "Address of this state";
export const tooLongForAddress = (most: string) =>
  `This state is longer than the ${most} characters that an address can hold. Save it as a file to open it again later.`;
export const saveFile = "Save as a file";
export const openFile = "Open a file";
export const goal = "Goal";
export const hint = "Hint";
export const goalMet = (count: number, ask: string) => `Goal met in ${plural(count, "step")}: ${ask}`;
export const stepsLeft = (count: number) => `${plural(count, "step")} left`;
export const stepsSpent = (count: number | undefined) => `all ${count} steps are used`;
export const metBefore = (count: number) => ` · before: ${metInSteps(count)}`;
export const goalLate = (count: number, within: number | undefined) =>
  `Met, but in ${plural(count, "step")}. Go to the start and do it in ${within}.`;
export const fewestSteps = (count: number) => `The fewest so far: ${count}. `;
export const shareSolution = "Share this solution";
export const guessFirst = "Guess first";
export const keepGuess = "Keep the guess";
export const keptGuess = "Your guess";
export const guessAgain = "Guess again";
export const comparedAtStep = (step: number) => `. It is compared at step ${step}.`;
export const comparedThen = ". It is compared when that happens.";
export const answer = "Answer";
export const verdicts = {
  right: "Your guess was right",
  near: "Your guess was close",
  wrong: "It came out differently",
};
export const guessAndResult = <T>(guess: T, result: T, gap: T | undefined) => [
  "guess ",
  guess,
  ", result ",
  result,
  ...(gap === undefined ? [] : [" (difference ", gap, ")"]),
];

// What a lab's view is made of

export const dragToChange = "Drag to change";
export const panes = "Panes";
export const formulas = "Formulas";
export const curve = "Curve";
export const paneChanged = "changed";
export const unknownPane = "The address names a pane that is not there; the first one is open.";
export const valuesAsTable = "See the values as a table";
export const readValues = (axis: string) => `${axis}: read values`;
export const howCompared = (count: string) =>
  `Compared over the same ${count} seeds; ± is the 95 % confidence interval.`;
export const clock = "Time";
export const clockTime = "Time of day";
export const letTimeFlow = "Let it flow";
export const nextEvent = "Next event";
export const speed = "Speed";
export const timesAsFast = (times: number | string) => `${times}×`;
export const outputOf = (terminal: string) => `${terminal}: output`;
export const commandFor = (terminal: string) => `${terminal}: command`;
export const failed = "failed";
export const copyOutput = (command: string) => `Copy the output of ${command}`;
export const terminalKeys = "Common words";
export const previousCommand = "Previous command";
export const interrupt = "Ctrl-C";
export const lineNumber = (line: number) => `line ${line}`;
export const tabIndents = "Tab indents; Esc and then Tab leaves.";
export const tabLeaves = "Tab leaves.";
export const revert = "Revert";

// An exercise

export const check = "Check";
export const solveAgain = "Try again";
export const startedOver = "Back to the beginning.";
export const fillToCheck = "Fill all gaps to check them.";
export const rightOf = <T>(right: number, of: number, strong: (text: string) => T) => [
  strong(String(right)),
  ` of ${of} are right.`,
];
export const readPlaceAgain = (title: string) => `Read ${title} again`;
export const solution = "Answers and reasons";
export const markRight = "Right";
export const markWrong = "Again";
export const itemMoved = (item: string, to: number) => `${item}: moved to place ${to}.`;
export const moveUp = (item: string) => `Move ${item} up`;
export const moveDown = (item: string) => `Move ${item} down`;
export const answerTo = (item: string) => `Answer to ${item}`;
export const chooseOne = "Choose";
export const gap = "Gap";
export const gapIn = (text: string) => `Gap: ${text}`;

// A chooser

export const noneFits = "none fits";
export const caseTitle = <N, T>(number: N, title: T) => ["Case ", number, ": ", title];
export const whichFits = "Which one fits?";
export const guessRight = "Right.";
export const guessWrong = (guess: string) => `${guess}: no.`;
export const changeAnswers = "Change the answers below one by one.";
export const nextCase = "Next case";
export const equallyGood = "equally good";
export const recommended = "recommended";
export const ruledOut = "does not fit";
export const readPlace = (title: string) => `Read ${title}`;
export const chooserAsText = "Read as text what each answer recommends";
export const dropsOut = (result: string) => `${result} drops out.`;
export const answerFirst = "Answer the questions to see what is recommended and why.";
export const nothingRecommended = "These answers recommend nothing yet.";
export const oneRecommended = (result: string, isOpen: boolean) =>
  `By the answers so far: ${result}. ${isOpen ? "Some questions are still open." : "All questions are answered."}`;
export const severalRecommended = (results: readonly string[], because: string | undefined) =>
  because === undefined
    ? `${results.join(", ")} are still equally good. The remaining questions decide.`
    : `${results.join(", ")} are equally good. ${because}`;
export const answersConflict = (answers: readonly string[], because: readonly string[]) =>
  `Nothing can give all of this. ${answers.join(" and ")}: these answers conflict. ${because.join(" ")}`;

// Questions and cards of a note

export const question = "Question";
export const checkOfNote = "Check";
export const checkLead = (count: number) =>
  `${plural(count, "question")} to recall what you have read. Choose an answer to see the reason and the section to read again.`;
export const showAnswer = "Show the answer";
export const answerIs = "Right answer";
export const pickedAnswer = "Your choice";
export const statements = { itIs: "true", itIsNot: "false" };
export const severalMayBeRight = "Choose all that are right.";
export const chooseLine = "Choose a line.";
export const orderItems = "Put them in order with the buttons.";
export const answerButton = "Answer";
export const yourAnswer = "Answer";
export const gradeRight = "Right.";
export const gradeAlmost = "Almost right.";
export const gradeWrong = "Worth another look.";
export const properForm = (form: string) => `Properly written: ${form}.`;
export const rightAnswer = (text: string) => `Right answer: ${text}.`;
export const answerAgain = "Try again";
export const lookAt = (title: string) => `See ${title}`;
export const intoBox = "Keep as a review card";
export const inBox = "Is a review card";
export const notKept = "This browser keeps nothing, so this is not kept.";
export const cardsOfNote = (count: number) => `${plural(count, "card")} of this note`;
export const cardsLead = "Review asks them again when you are about to forget. All stays on this device.";
export const cardsIntoBox = (count: number) => `Review ${plural(count, "card")}`;
export const cardsInBox = (count: number) => `${plural(count, "card")} will be reviewed.`;
export const toReview = "Go to review";
export const checkResult = (right: number, of: number) => `${right} of ${of} were right.`;
export const checkAgain = "Sections to read again";

// Review

export const review = "Review";
export const reviewToday = "Today’s review";
export const reviewLead = "Asks again when you are about to forget. All stays on this device.";
export const reviewWithoutScripts =
  "Review has to write down on this device what you remember, which needs scripts. The cards can be read at the end of the notes.";
export const reviewAt = (at: number, of: number) => `${at} of ${of}`;
export const reviewProgress = (done: number, of: number, again: number) =>
  `${done} of ${plural(of, "card")} done, ${again} to see again.`;
export const card = "Card";
export const showBack = "Show the answer";
export const howWell = "How well did you remember?";
export const ratings = ["Again", "Hard", "Good", "Easy"] as const;
export const dueIn = (minutes: number) =>
  minutes < 60
    ? `in ${Math.max(1, Math.round(minutes))} min`
    : minutes < 1440
      ? `in ${Math.round(minutes / 60)} h`
      : minutes < 60 * 1440
        ? `in ${plural(Math.round(minutes / 1440), "day")}`
        : `in ${plural(Math.round(minutes / 43_200), "month")}`;
export const undoLast = "Undo the last one";
export const undone = "Undone.";
export const restCard = "Rest this card";
export const editCard = "Edit";
export const outOfBox = "Take it out";
export const readAt = (place: string) => `Read it in ${place}`;
export const cardsLeft = "Cards left";
export const leftAgain = "again";
export const leftDue = "due";
export const leftNew = "new";
export const oftenForgotten = "Often forgotten";
export const timesForgotten = (count: number) => `${count}×`;
export const leechAdvice =
  "You have forgotten this card several times. Put it in other words, or make two of it.";
export const remembering = "Remembered";
export const last30Days = "Last 30 days";
export const percent = (value: number) => `${Math.round(value * 100)} %`;
export const enoughForToday = "Enough for today";
export const stopHere = "Stop for today";
export const doneToday = (count: number) => `${plural(count, "card")} seen today.`;
export const nextDue = (when: string, count: number) => `Next: ${when}, ${plural(count, "card")}.`;
export const nothingDue = "No cards are due today.";
export const behind = (all: number, today: number) =>
  `Of ${plural(all, "overdue card")} the ${today} that are easiest to forget come first.`;
export const moreCards = (count: number) => `${plural(count, "more card", "more cards")}`;
export const askOfFigure = (title: string) => `${title}: what does it show?`;
export const lookThere = (place: string) => `See ${place}`;
export const thatLab = "the lab in that state";
export const boxEmpty = "There are no cards yet.";
export const boxEmptyLead = "Choose notes below, and a few cards are asked every day from today.";
export const fillBox = "Add cards";
export const take = "Add";
export const taken = "All added";
export const kindsOfCards = { card: "Cards", term: "Terms", question: "Questions" };
export const ownCards = "My cards";
export const cardFront = "Front";
export const cardBack = "Back";
export const save = "Save";
export const cancel = "Cancel";
export const cardSaved = "The card was saved.";
export const hideSelected = "Hide the selected words";
export const clozeHint = "Words selected on the front become gaps. You can also write them as {{read-only}}.";
export const restingCards = (count: number) => `${plural(count, "resting card")}`;
export const wakeCard = "Wake";
export const lostCard = "This card is no longer part of the site.";
export const reviewSettings = "Settings";
export const newPerDay = "New cards a day";
export const reviewsPerDay = "Reviews a day";
export const retentionWanted = "Share to remember (%)";
export const dayStartsAt = "Hour the day begins";
export const examDay = "Day of an exam";
export const examAbout = "In the week before it every card comes back once.";
export const settingsAbout = "They can stay as they are. A new share is used from the next answer on.";
export const lastWeeks = (weeks: number) => `Last ${plural(weeks, "week")}`;
export const reviewedDays = (days: number, cards: number) =>
  `${plural(days, "day")} with reviews, ${plural(cards, "card")}`;
export const reviewedOn = (date: string, count: number) => `${date}: ${plural(count, "card")}`;
export const notKeptReview =
  "This browser keeps nothing. Today’s review is gone when the window closes: export it to a file.";
export const exportReminder = (count: number) =>
  `${plural(count, "review")} are on this device only. Keep a copy as a file.`;
export const deckNotLoaded = "The cards could not be loaded.";
export const loading = "Loading.";

// What this device holds

export const myRecords = "Stored data";
export const myLead =
  "All that this site has left on this device. Nothing is sent anywhere, and anything can be deleted here.";
export const myWithoutScripts = "Without scripts nothing is stored. Turn them on to see what is.";
export const nothingReadable = "This browser keeps nothing, so nothing stays.";
export const carry = "Carry and keep";
export const carryLead = "One file holds all of it, for another device or for safekeeping.";
export const neverExported = "Never exported yet.";
export const exportedOn = (when: string) => `Last exported: ${when}.`;
export const exportFile = "Export";
export const shareFile = "Share";
export const importFile = "Import";
export const importPreview = "To be imported";
export const importLine = (name: string, count: number, fresh: number) =>
  `${name}: ${count}, ${fresh} of them new`;
export const importMerge = (count: number) => `Merge (${count} new)`;
export const importReplace = "Delete what is here and replace it";
export const importDropped = (count: number) => `${count} that cannot be read are left out.`;
export const importFailed = {
  json: "This is no JSON file. Choose one that was exported.",
  format: "This file was not exported from here.",
  newer: "This file is of a newer version. Reload the page and try again.",
};
export const imported = "Imported.";
export const whatIsKept = "On this device";
export const nothingKept = "Nothing yet.";
export const keptColumns = ["What", "Entries", "Size", "Delete"] as const;
export const entryKinds = {
  review: "Reviews",
  undo: "Undone reviews",
  keep: "Cards added and removed",
  rest: "Resting cards",
  own: "My cards",
  answer: "Answered questions",
  read: "Sections read",
  mark: "Highlights and notes",
  bookmark: "Bookmarks",
  setting: "Review settings",
};
export const metGoals = "Goals met in labs";
export const keyNames: ReadonlyMap<string, string> = new Map([
  ["place", "Where you were reading"],
  ["paragraph", "The paragraph you were reading"],
  ["searches", "Recent searches"],
  ["theme", "Theme"],
  ["reader", "Summary of reviews"],
  ["exported", "Last export"],
  ["recent", "Places seen lately"],
  ["seen", "The version of each note seen last"],
]);
export const otherKey = "Other";
export const storedSize = (own: string, all: string, isKept: boolean) =>
  `${own} in all; the browser uses ${all} for this site. ${isKept ? "The browser has promised not to delete it." : "The browser may delete it when space runs out: export it now and then."}`;
export const deleteIt = "Delete";
export const deleteOf = (name: string) => `Delete ${name}`;
export const deleteForSure = "Really delete";
export const deleteAll = "Delete all";
export const deleted = "Deleted.";

// Progress and marks

export const sectionIsRead = " (read)";
export const noteIsRead = "Mark all as read";
export const noteIsUnread = "Mark as unread";
export const cardsToday = "Today’s review";
export const cardsTodayCount = (count: number) => `${plural(count, "card")} today`;
export const readAll = "all read";
export const readSome = (read: number, of: number) =>
  of > 0 ? `${read} of ${of} sections read` : `${plural(read, "section")} read`;
export const cardsDue = (count: number) => `${plural(count, "card")} due`;
export const cardsLost = (count: number) => `${plural(count, "card")} probably forgotten`;
export const signs = [
  ["read", "A note that was read"],
  ["begun", "A note that is being read"],
  ["due", "A note with cards due today"],
  [
    "lost",
    "A note with cards that are probably forgotten: not recalled last time, or past the time when three of ten are",
  ],
] as const;
export const newlyChanged = "Sections that changed";
export const changedSince = "Sections that changed since last time";
export const andSectionsMore = (count: number) => `and ${plural(count, "more section", "more sections")}`;
export const ownRecord = "My records";
export const ownMark = (ink: string) => `Highlight · ${ink}`;
export const ownFinds = (count: number) => `${plural(count, "record")} of yours among them.`;
export const concepts = "What you would remember of each concept now";
export const conceptsAbout =
  "The share that you are expected to remember if asked now. Without review it falls day by day.";
export const conceptRecall = (cards: number, recall: number) =>
  `${Math.round(recall * 100)} % · ${plural(cards, "card")}`;
export const inks = { key: "Key", question: "Question", quote: "Quote" };
export const markAs = { key: "Mark as key", question: "Mark as a question", quote: "Mark as a quote" };
export const highlighter = "Highlighter";
export const markWith = "Kind of highlight";
export const marked = "Marked. You can write a note at the end of the page.";
export const notMarkable = "This part cannot be marked.";
export const markLost = "Marks that were not found:";
export const marksOfNote = (count: number) => `${plural(count, "mark")} in this note`;
export const ownNoteOn = (quote: string) => `Note: ${quote}`;
export const removeMark = (quote: string) => `Remove the mark: ${quote}`;
export const exportAnki = "Export the cards to Anki";
export const exportMarkdown = "Export as Markdown";
export const searchMarks = "Search marks and notes";
export const allInks = "All marks";
export const bookmarkThis = "Bookmark";
export const bookmarkKeptHere = "Adds it to or takes it from Stored data";
export const bookmarkGone = "The bookmark was removed.";
export const bookmarkSection = "Bookmark this section";
export const bookmarked = "Bookmarked. It is listed under Stored data.";
export const sentenceToCard = "Make a review card";
export const chooseGaps = "Press the words to leave out. Review asks for them.";
export const recallNow = (cards: number, recall: number) =>
  `${plural(cards, "card")}; asked now, you would remember about ${Math.round(recall * 100)} %.`;
export const unseenCards = (cards: number) => `${plural(cards, "card")}, not seen yet.`;
