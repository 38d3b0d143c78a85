"""GitLab's pipeline: valid, every step a target of make, and every service rebuilt when what it is made of changed."""
import re

import pytest
import yaml

from deployment import ROOT, SERVICES, copied, folders_linked_into, instructions, make_targets, run, tool

FILE = ROOT / ".gitlab-ci.yml"
MODEL = yaml.safe_load(FILE.read_text())
KEYWORDS = {"stages", "workflow", "variables", "default", "include"}
STAGES = ["lint", "build", "test", "image", "deploy"]


def merged(job):
    """A job with what it extends; what it says itself comes first."""
    base = merged(MODEL[job["extends"]]) if "extends" in job else {}
    return base | job


JOBS = {name: merged(job) for name, job in MODEL.items() if name not in KEYWORDS and not name.startswith(".")}
each_job = pytest.mark.parametrize("name,job", JOBS.items(), ids=JOBS)
each_service = pytest.mark.parametrize("service", SERVICES)


def changes(job):
    return job["rules"][0]["changes"]["paths"]


def covers(paths, wanted):
    """Whether a change of a file or of anything in a folder is one that these paths speak of."""
    folder = (ROOT / wanted).is_dir()
    for path in paths:
        if path == wanted:
            return True
        if path.endswith("/**/*") and f"{wanted}/".startswith(path[:-len("**/*")]):
            return True
        if path.endswith("/*") and not folder and wanted.rsplit("/", 1)[0] == path[:-len("/*")]:
            return True
    return False


def test_it_is_as_gitlab_wants_it():
    checked = run(tool("check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci",
                  str(FILE))
    assert checked.returncode == 0, checked.stdout


@each_job
def test_each_line_of_a_script_is_a_target_of_make(name, job):
    assert not {"before_script", "after_script"} & set(job)
    targets = make_targets()
    for line in job["script"]:
        assert (match := re.fullmatch(r"make ([\w-]+)( [A-Z]+=\w+)*", line)), line
        assert match[1] in targets, line


@each_job
def test_a_job_has_an_end_and_says_what_it_waits_for(name, job):
    assert re.fullmatch(r"\d+[hm]", job["timeout"])
    assert isinstance(job["interruptible"], bool)
    assert job["stage"] in STAGES == MODEL["stages"]
    for needed in job["needs"]:
        assert STAGES.index(JOBS[needed]["stage"]) < STAGES.index(job["stage"])


@each_job
def test_a_job_runs_in_an_image_with_a_version_or_on_a_named_runner(name, job):
    assert job.get("tags") or re.search(r":\d+\.\d+\.\d+", job["image"])


def test_nothing_is_delivered_that_is_not_tested():
    for name, job in JOBS.items():
        if job["stage"] == "image":
            assert {"test", "test_asan"} <= set(job["needs"])


@each_service
def test_a_service_has_an_image_and_is_deployed_by_hand(service):
    image, deploy = JOBS[f"image_{service}"], JOBS[f"deploy_{service}"]
    assert image["script"] == [f"make image_{service}", f"make push_{service}"]
    assert deploy["script"] == [f"make deploy SERVICES={service}"]
    assert deploy["needs"] == [f"image_{service}"]
    assert changes(image) == changes(deploy)


def test_production_is_touched_by_hand_one_at_a_time_and_out_of_the_default_branch():
    for name, job in JOBS.items():
        if job["stage"] == "deploy":
            assert job["environment"] == {"name": "production"} and job["resource_group"] == "production"
            assert [rule["when"] for rule in job["rules"]] == ["manual"]
            assert job["interruptible"] is False
        if job["stage"] in ("image", "deploy"):
            assert [rule["if"] for rule in job["rules"]] == ["$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"]


@each_service
def test_a_service_is_rebuilt_when_its_folder_or_what_its_dockerfile_copies_changed(service):
    paths = changes(JOBS[f"image_{service}"])
    wanted = {service, ".dockerignore"} | set(copied(ROOT / service / "Dockerfile")) - {"."}
    assert [path for path in wanted if not covers(paths, path)] == []


@each_service
def test_a_service_is_rebuilt_when_what_its_program_is_linked_of_changed(service):
    dockerfile = instructions(ROOT / service / "Dockerfile")
    commands = " ".join(text for instruction, text in dockerfile if instruction == "RUN")
    programs = re.findall(r"--target (\w+)", commands) + [
        program for words in re.findall(r'PROGRAMS="([^"]+)"', commands) for program in words.split()]
    wanted = set().union(*(folders_linked_into(program) for program in programs))
    if programs:
        assert service in wanted
        wanted |= {"cmake", "CMakeLists.txt", "CMakePresets.json"}
    if re.search(r"\bmake \w", commands):
        wanted |= {"Makefile", "data"}
    wanted |= set(re.findall(r"\bscripts/\w+", commands))
    assert [path for path in sorted(wanted) if not covers(changes(JOBS[f"image_{service}"]), path)] == []


@each_service
def test_a_service_is_rebuilt_for_no_file_that_is_not_there(service):
    for path in changes(JOBS[f"image_{service}"]):
        assert (ROOT / path.removesuffix("/**/*").removesuffix("/*")).exists(), path


def test_how_programs_are_linked_is_understood():
    assert folders_linked_into("tg_client_program") == {"tg_client", "api", "service_kit", "core/base"}
    assert {"core/ranking", "core/text", "posters", "ml_service"} <= folders_linked_into("ml_service_program")
    assert "app" in folders_linked_into("kinosovet")
