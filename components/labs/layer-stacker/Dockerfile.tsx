import { useState } from "react";
import type { DoneStep } from "../../../lib/labs/layer-stacker/build.ts";
import { formatBytes, RESULTS } from "../../../lib/labs/layer-stacker/describe.ts";
import { parseDockerfile } from "../../../lib/labs/layer-stacker/dockerfile.ts";
import {
  BASE_NAMES,
  instructionsOf,
  type StackEvent,
  type StackState,
} from "../../../lib/labs/layer-stacker/state.ts";
import type { LabView } from "../kit/Bench.tsx";
import { LabButton } from "../kit/Controls.tsx";
import { type LineError, TextEditor } from "../kit/TextEditor.tsx";

type View = LabView<StackState, StackEvent>;

export function Dockerfile({ view: { state, send } }: { view: View }) {
  const [isEditing, setEditing] = useState(false);
  const [errors, setErrors] = useState<readonly LineError[]>([]);
  if (isEditing) {
    return (
      <div className="needs-js">
        <TextEditor
          label="Dockerfile 고치기"
          text={state.text}
          errors={errors}
          submit="이대로 다시 빌드"
          onSubmit={(text) => {
            const parsed = parseDockerfile(text, BASE_NAMES);
            setErrors(parsed.ok ? [] : [{ line: parsed.line, message: parsed.reason }]);
            if (send({ type: "write", text })) setEditing(false);
          }}
        />
        <LabButton onPress={() => setEditing(false)}>그만두기</LabButton>
      </div>
    );
  }
  const next = state.steps.length;
  return (
    <>
      <ol className="stack-lines">
        {instructionsOf(state.text).map((instruction, index) => {
          const step = state.steps[index];
          const broken = state.failed?.line === instruction.line;
          return (
            <li
              key={instruction.line}
              className={index === next - 1 ? "at" : step === undefined ? "todo" : undefined}
            >
              <span className="n">{instruction.line}</span>
              <code>
                <b>{instruction.keyword}</b> {instruction.rest}
              </code>
              <span className="w">
                {broken ? (
                  "오류"
                ) : (
                  <Remark step={step} isNext={index === next} first={state.cache.length === 0} />
                )}
              </span>
            </li>
          );
        })}
      </ol>
      {state.failed !== undefined && <pre className="lab-console failed">{state.failed.error}</pre>}
      <p className="row stack-row needs-js">
        <LabButton onPress={() => setEditing(true)}>Dockerfile 고치기</LabButton>
      </p>
      <h3>빌드 컨텍스트</h3>
      <ul className="stack-files">
        {Object.entries(state.context).map(([file, { size, edition }]) => (
          <li key={file}>
            <code>{file}</code>
            <span className="num">
              {formatBytes(size)}
              {edition > 1 && ` · ${edition - 1}번 고침`}
            </span>
            <span className="needs-js">
              <LabButton label={`${file} 고치기`} onPress={() => send({ type: "edit", file })}>
                고치기
              </LabButton>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Remark({
  step,
  isNext,
  first,
}: {
  step: DoneStep | undefined;
  isNext: boolean;
  /** In a first build there is no cache to speak of. */
  first: boolean;
}) {
  if (step === undefined) return isNext ? "다음" : "";
  const size = step.layers.reduce((sum, layer) => sum + layer.size, 0);
  return (
    <>
      {!first && step.result !== "base" && (
        <span className={`lab-chip ${step.result}`}>{RESULTS[step.result]}</span>
      )}
      <span className="num">{step.layers.length === 0 ? "층 없음" : formatBytes(size)}</span>
    </>
  );
}
