package io.darkroom.api.retain;

import io.darkroom.core.job.JobId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** The library in PostgreSQL. */
@ApplicationScoped
public class HibernateRetainedImages implements RetainedImages {
    private final EntityManager entities;

    /** Uses the service's database. */
    public HibernateRetainedImages(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public Optional<SealedImage> find(String owner, JobId job, int number) {
        return LibraryCall.of(() -> entities.createQuery("""
                        select new io.darkroom.api.retain.SealedImage(i.sealedPicture, i.sealedSeed)
                        from RetainedImage i where i.owner = :owner and i.jobId = :job and i.number = :number
                        """, SealedImage.class)
                .setParameter("owner", owner)
                .setParameter("job", job.value())
                .setParameter("number", number)
                .getResultStream()
                .findFirst());
    }

    @Override
    public List<Integer> numbers(String owner, JobId job) {
        return LibraryCall.of(() -> entities.createQuery("""
                        select i.number from RetainedImage i where i.owner = :owner and i.jobId = :job order by i.number
                        """, Integer.class)
                .setParameter("owner", owner)
                .setParameter("job", job.value())
                .getResultList());
    }

    @Override
    public boolean hold(JobId job) {
        return LibraryCall.of(
                () -> entities.createQuery("select count(i) from RetainedImage i where i.jobId = :job", Long.class)
                                .setParameter("job", job.value())
                                .getSingleResult()
                        > 0);
    }

    @Override
    public boolean delete(String owner, JobId job, int number) {
        return LibraryCall.of(() -> entities.createQuery("""
                        delete from RetainedImage i where i.owner = :owner and i.jobId = :job and i.number = :number
                        """)
                        .setParameter("owner", owner)
                        .setParameter("job", job.value())
                        .setParameter("number", number)
                        .executeUpdate()
                > 0);
    }

    @Override
    public boolean deleteAll(String owner, JobId job) {
        return LibraryCall.of(
                () -> entities.createQuery("delete from RetainedImage i where i.owner = :owner and i.jobId = :job")
                                .setParameter("owner", owner)
                                .setParameter("job", job.value())
                                .executeUpdate()
                        > 0);
    }
}
