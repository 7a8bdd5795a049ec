"""Outcomes of scenarios as JUnit XML, as CI systems read it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from legalcheck.scenarios.outcome import Outcome


def junit_xml(outcomes: Sequence[Outcome]) -> str:
    """One suite for each file, one case for each scenario, its unmet expectations as one failure."""
    suites = ElementTree.Element("testsuites", name="legalcheck")
    by_file: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_file.setdefault(outcome.case.file, []).append(outcome)
    for file, group in by_file.items():
        failed = sum(not outcome.passed for outcome in group)
        suite = ElementTree.SubElement(suites, "testsuite", name=Path(file).stem, tests=str(len(group)), failures=str(failed), errors="0")
        for outcome in group:
            case = ElementTree.SubElement(
                suite, "testcase", classname=Path(file).stem, name=outcome.case.scenario.id, file=file, line=str(outcome.case.line)
            )
            if not outcome.passed:
                lines = [f"{file}:{one.position[0]}: {one.about}: expected {one.expected}, got {one.got}" for one in outcome.failures]
                failure = ElementTree.SubElement(case, "failure", message=lines[0])
                failure.text = "\n".join(lines)
    ElementTree.indent(suites)
    return ElementTree.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"
