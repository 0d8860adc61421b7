import { markOf, partOf, placeholder, type RoleName } from "./colours.ts";

/** Size of all text in a drawing, before it is shown smaller than it is. */
const TEXT_SIZE = 14;
/** The family that Mermaid measures with; `fonts.ts` says what is in it. */
export const MEASURING_FAMILY = "Measure";

const ROLE_OF: Readonly<Record<RoleName, string>> | Readonly<Partial<Record<RoleName, string>>> = {
  paper:
    "background primaryColor nodeBkg mainBkg edgeLabelBackground actorBkg taskBkgColor altSectionBkgColor stateBkg labelBackgroundColor compositeTitleBackground personBkg rowOdd rowEven sequenceNumberColor attributeBackgroundColorOdd attributeBackgroundColorEven requirementBackground relationLabelBackground tagLabelBackground commitLabelBackground emUiFill tertiaryColor quadrant1Fill quadrant3Fill pieStrokeColor",
  ink: "noteTextColor primaryTextColor secondaryTextColor tertiaryTextColor textColor nodeBorder titleColor nodeTextColor actorBorder actorTextColor signalTextColor labelTextColor loopTextColor taskTextColor taskTextOutsideColor taskTextLightColor taskTextDarkColor taskTextClickableColor personBorder transitionLabelColor stateLabelColor primaryBorderColor secondaryBorderColor taskBorderColor innerEndBackground scaleLabelColor classText pieTitleTextColor pieSectionTextColor pieLegendTextColor vennTitleTextColor vennSetTextColor quadrant1TextFill quadrant2TextFill quadrant3TextFill quadrant4TextFill quadrantPointTextFill quadrantXAxisTextFill quadrantYAxisTextFill quadrantTitleFill requirementBorderColor requirementTextColor relationLabelColor tagLabelColor commitLabelColor emUiStroke branchLabelColor specialStateColor errorTextColor pieOuterStrokeColor",
  line: "lineColor arrowheadColor defaultLinkColor signalColor transitionColor relationColor emArrowhead emRelationStroke archEdgeColor archEdgeArrowColor labelBoxBorderColor tagLabelBorder quadrantExternalBorderStrokeFill doneTaskBorderColor",
  edge: "actorLineColor compositeBorder archGroupBorderColor flowContainerStroke",
  rule: "gridColor quadrantInternalBorderStrokeFill emSwimlaneBackgroundStroke",
  slab: "clusterBkg clusterBorder secondaryColor labelBoxBkgColor rectBkgColor sectionBkgColor sectionBkgColor2 compositeBackground altBackground tertiaryBorderColor border2 doneTaskBkgColor excludeBkgColor errorBkgColor quadrant2Fill quadrant4Fill emSwimlaneBackgroundOdd",
  note: "noteBkgColor noteBorderColor",
  active: "activationBorderColor activationBkgColor activeTaskBorderColor activeTaskBkgColor",
  hot: "critBorderColor critBkgColor todayLineColor vertLineColor wardleyEvolutionColor",
  mark0: "quadrantPointFill",
  part0: "emCommandFill emCommandStroke",
  part1: "emReadModelFill emReadModelStroke",
  part2: "emEventFill emEventStroke",
  part3: "emProcessorFill emProcessorStroke",
};

/** Every colour of Mermaid's theme, as the role it plays. */
function themeVariables(): Record<string, unknown> {
  const variables: Record<string, unknown> = {};
  for (const [role, names] of Object.entries(ROLE_OF)) {
    for (const name of names.split(" ")) variables[name] = placeholder(role as RoleName);
  }
  for (let index = 0; index < 12; index++) {
    const part = placeholder(partOf(index));
    for (const name of [`cScale${index}`, `cScalePeer${index}`, `cScaleInv${index}`, `pie${index + 1}`])
      variables[name] = part;
    for (const name of [`fillType${index}`, `surface${index}`, `surfacePeer${index}`, `venn${index}`])
      variables[name] = part;
    variables[`git${index}`] = placeholder(markOf(index));
    variables[`gitInv${index}`] = placeholder("ink");
    variables[`gitBranchLabel${index}`] = placeholder("paper");
    variables[`cScaleLabel${index}`] = placeholder("ink");
  }
  const [ink, line, rule, paper] = (["ink", "line", "rule", "paper"] as const).map(placeholder);
  return {
    ...variables,
    fontFamily: MEASURING_FAMILY,
    fontSize: `${TEXT_SIZE}px`,
    strokeWidth: 1.5,
    useGradient: false,
    dropShadow: "none",
    pieOpacity: 1,
    pieTitleTextSize: "16px",
    pieSectionTextSize: `${TEXT_SIZE}px`,
    pieLegendTextSize: `${TEXT_SIZE}px`,
    tagLabelFontSize: "13px",
    commitLabelFontSize: "13px",
    archEdgeWidth: 1.5,
    archGroupBorderWidth: "1.5px",
    radar: {
      axisColor: line,
      axisStrokeWidth: 1.5,
      axisLabelFontSize: TEXT_SIZE,
      curveOpacity: 0.35,
      curveStrokeWidth: 2,
      graticuleColor: rule,
      graticuleStrokeWidth: 1,
      graticuleOpacity: 0.3,
      legendBoxSize: 12,
      legendFontSize: TEXT_SIZE,
    },
    xyChart: {
      backgroundColor: paper,
      titleColor: ink,
      dataLabelColor: paper,
      legendTextColor: ink,
      xAxisTitleColor: ink,
      xAxisLabelColor: ink,
      xAxisTickColor: line,
      xAxisLineColor: line,
      yAxisTitleColor: ink,
      yAxisLabelColor: ink,
      yAxisTickColor: line,
      yAxisLineColor: line,
      plotColorPalette: [0, 1, 2, 3, 4, 5].map((index) => placeholder(markOf(index))).join(","),
    },
  };
}

const LOOK = { theme: "base", look: "classic" } as const;

/** What Mermaid is told once, before the first drawing. Authors may not change how things look. */
export function mermaidConfig(): Record<string, unknown> {
  return {
    startOnLoad: false,
    securityLevel: "strict",
    ...LOOK,
    themeVariables: themeVariables(),
    fontFamily: MEASURING_FAMILY,
    altFontFamily: MEASURING_FAMILY,
    fontSize: TEXT_SIZE,
    htmlLabels: false,
    markdownAutoWrap: true,
    deterministicIds: true,
    deterministicIDSeed: "fig",
    handDrawnSeed: 1,
    suppressErrorRendering: true,
    maxTextSize: 200_000,
    maxEdges: 2_000,
    secure: [
      "secure",
      "securityLevel",
      "startOnLoad",
      "maxTextSize",
      "maxEdges",
      "suppressErrorRendering",
      "theme",
      "themeVariables",
      "themeCSS",
      "look",
      "fontFamily",
      "altFontFamily",
      "fontSize",
      "htmlLabels",
      "handDrawnSeed",
      "deterministicIds",
      "deterministicIDSeed",
    ],
    flowchart: {
      ...LOOK,
      nodeSpacing: 28,
      rankSpacing: 40,
      padding: 12,
      wrappingWidth: 200,
      minNodeWidth: 0,
      curve: "linear",
    },
    state: { ...LOOK, nodeSpacing: 32, rankSpacing: 40, wrappingWidth: 200, minNodeWidth: 0, padding: 10 },
    class: { ...LOOK, nodeSpacing: 40, rankSpacing: 48 },
    er: { ...LOOK, nodeSpacing: 60, rankSpacing: 60, fontSize: TEXT_SIZE },
    requirement: { ...LOOK, fontSize: TEXT_SIZE },
    sequence: {
      ...LOOK,
      actorFontSize: TEXT_SIZE,
      actorFontFamily: MEASURING_FAMILY,
      noteFontSize: TEXT_SIZE,
      noteFontFamily: MEASURING_FAMILY,
      messageFontSize: TEXT_SIZE,
      messageFontFamily: MEASURING_FAMILY,
      diagramMarginX: 16,
      diagramMarginY: 8,
      actorMargin: 32,
      width: 104,
      height: 44,
      mirrorActors: false,
      messageMargin: 32,
    },
    gantt: { fontSize: TEXT_SIZE, sectionFontSize: TEXT_SIZE, barHeight: 24, useWidth: 800, leftPadding: 96 },
    timeline: { useMaxWidth: true },
    mindmap: { padding: 10, maxNodeWidth: 200 },
    quadrantChart: {
      pointLabelFontSize: TEXT_SIZE,
      xAxisLabelFontSize: TEXT_SIZE,
      yAxisLabelFontSize: TEXT_SIZE,
      quadrantLabelFontSize: TEXT_SIZE,
    },
    c4: { c4ShapeInRow: 4 },
  };
}
