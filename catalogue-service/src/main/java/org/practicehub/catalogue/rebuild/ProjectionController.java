package org.practicehub.catalogue.rebuild;

import io.swagger.v3.oas.annotations.Operation;

import org.practicehub.catalogue.rebuild.Task.Kind;
import org.practicehub.catalogue.store.Generations;
import org.practicehub.catalogue.web.Problem.Name;
import org.practicehub.catalogue.web.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.function.Consumer;

/** For administrators: making a projection anew beside the live one, proving it, switching. */
@RestController
@RequestMapping("/api/v1/projections")
class ProjectionController {

    private final List<Projection> projections;
    private final Tasks tasks;

    ProjectionController(List<Projection> projections, Tasks tasks) {
        this.projections = projections;
        this.tasks = tasks;
    }

    record All(List<ProjectionView> items) {}

    @GetMapping
    @Operation(summary = "The projections, their copies, and what was found out about them")
    All all() {
        return new All(projections.stream().map(each -> ProjectionView.of(each, tasks)).toList());
    }

    @GetMapping("/{name}")
    @Operation(summary = "One projection: practices (the read model) or index (of this instance)")
    ProjectionView one(@PathVariable String name) {
        return ProjectionView.of(projection(name), tasks);
    }

    @PostMapping("/{name}/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Begin a candidate: made from the log beside the live one")
    ProjectionView rebuild(@PathVariable String name) {
        return after(name, Projection::begin);
    }

    @PostMapping("/{name}/comparison")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Compare the candidate, or else the previous one, with the live one")
    ProjectionView compare(@PathVariable String name) {
        return after(
                name,
                projection -> {
                    Generations generations = projection.generations();
                    if (generations.all().size() < 2) {
                        throw new Refusal(Name.CONFLICT, "there is nothing to compare with");
                    }
                    tasks.begin(projection.scope(), Kind.COMPARISON, generations.all().get(1));
                });
    }

    @PostMapping("/{name}/reconciliation")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Hold the live one against the log: missing, stale, extra")
    ProjectionView reconcile(@PathVariable String name) {
        return after(
                name,
                projection ->
                        tasks.begin(
                                projection.scope(),
                                Kind.RECONCILIATION,
                                projection.generations().live()));
    }

    @PostMapping("/{name}/switch")
    @Operation(summary = "The candidate answers from now on; what answered before is kept current")
    ProjectionView switchOver(@PathVariable String name) {
        return after(name, Projection::switchOver);
    }

    @PostMapping("/{name}/rollback")
    @Operation(summary = "What answered before answers again; what is left becomes the candidate")
    ProjectionView rollBack(@PathVariable String name) {
        return after(name, Projection::rollBack);
    }

    @DeleteMapping("/{name}/candidate")
    @Operation(summary = "Discard the candidate")
    ProjectionView discard(@PathVariable String name) {
        return after(name, Projection::discard);
    }

    @DeleteMapping("/{name}/previous")
    @Operation(summary = "Give up the way back")
    ProjectionView release(@PathVariable String name) {
        return after(name, Projection::release);
    }

    private ProjectionView after(String name, Consumer<Projection> step) {
        Projection projection = projection(name);
        try {
            step.accept(projection);
        } catch (Generations.WrongState e) {
            throw new Refusal(Name.CONFLICT, e.getMessage());
        }
        return ProjectionView.of(projection, tasks);
    }

    private Projection projection(String name) {
        return projections.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(Name.NOT_FOUND, "no projection has this name"));
    }
}
